package dev.backline.host.examine;

import dev.backline.config.AccessorySpec;
import dev.backline.config.AppName;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host should be like.
 *
 * @param environment as a command line names it
 * @param user whom deployments log in as
 * @param directory where the environment's Compose project lies, absolute
 * @param nginx whether nginx runs on the host itself; then the user needs root's rights
 * @param ports what will listen where, each 1 to 65535
 * @param services what runs beside the releases
 */
record ExpectedHost(
    String environment,
    String user,
    String directory,
    boolean nginx,
    SortedMap<Integer, String> ports,
    List<AccessorySpec> services) {

  private static final String EDGE = "the edge";
  private static final String REDIRECT = "the edge's redirection to https";

  ExpectedHost {
    ports = Collections.unmodifiableSortedMap(new TreeMap<>(ports));
    services = List.copyOf(services);
  }

  static ExpectedHost of(
      AppName app, EnvironmentSpec environment, Placement.OnHosts placement, HostSpec host) {
    SortedMap<Integer, String> ports = new TreeMap<>();
    placement
        .nginx()
        .tls()
        .flatMap(NginxSpec.TlsFiles::redirectFrom)
        .ifPresent(port -> ports.put(port, REDIRECT));
    ports.put(environment.listen().port(), EDGE);
    ports.put(placement.compose().bluePort(), "slot blue");
    ports.put(placement.compose().greenPort(), "slot green");
    placement
        .database()
        .ifPresent(place -> {
          switch (place) {
            case DatabasePlace.Container container -> {
              if (container
                  .host()
                  .orElse(placement.hosts().getFirst().name())
                  .equals(host.name())) {
                ports.put(container.port(), "the database");
              }
            }
            case DatabasePlace.Given given -> {
              // It runs elsewhere.
            }
          }
        });
    return new ExpectedHost(
        environment.name().value(),
        host.login().user(),
        placement.compose().directoryOf(app, environment.name()),
        placement.nginx().where() instanceof NginxSpec.Where.OnHost,
        ports,
        placement.compose().services());
  }

  /** Whether the edge is what should listen there. */
  boolean isEdges(int port) {
    return EDGE.equals(ports.get(port)) || REDIRECT.equals(ports.get(port));
  }

  boolean needsSudo() {
    return nginx && !user.equals("root");
  }

  /** What makes most things right. */
  String provision() {
    return "backline provision " + environment;
  }
}

package dev.backline.host.provision;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.ListenAddress;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.PlainName;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a host is to be ready for.
 *
 * @param user whom deployments log in as
 * @param logIn whom provisioning logs in as; root where the user may have to be made
 * @param directory where the environment's Compose project lies
 * @param project the environment, as a word for the names of files
 * @param nginx whether nginx runs on the host itself
 * @param openPorts what people have to reach, each 1 to 65535
 * @param firewall whether a firewall is to be switched on where none is
 */
public record ProvisionGoal(
    String user,
    String logIn,
    String directory,
    String project,
    boolean nginx,
    SortedSet<Integer> openPorts,
    boolean firewall) {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final String ROOT = "root";

  public ProvisionGoal {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(logIn, "logIn");
    openPorts = Collections.unmodifiableSortedSet(new TreeSet<>(openPorts));
    if (openPorts.stream().anyMatch(port -> port < 1 || port > 65_535)) {
      throw new IllegalArgumentException("not all of them are ports: " + openPorts);
    }
  }

  /** For an environment, logged in as its configuration says. */
  public static ProvisionGoal of(
      AppName app, EnvironmentSpec environment, Placement.OnHosts placement, HostSpec host) {
    return new ProvisionGoal(
        host.login().user(),
        host.login().user(),
        placement.compose().directoryOf(app, environment.name()),
        PlainName.of(app, environment.name()),
        placement.nginx().where() instanceof NginxSpec.Where.OnHost,
        ports(environment.listen()),
        false);
  }

  /** The same, logged in as root: then the user is made where there is none. */
  public ProvisionGoal asRoot() {
    return new ProvisionGoal(user, ROOT, directory, project, nginx, openPorts, firewall);
  }

  /** The same, with a firewall. */
  public ProvisionGoal withFirewall() {
    return new ProvisionGoal(user, logIn, directory, project, nginx, openPorts, true);
  }

  /** Root needs no group, no keys of its own and no sudo. */
  boolean hasUser() {
    return !user.equals(ROOT);
  }

  boolean makesUser() {
    return hasUser() && logIn.equals(ROOT);
  }

  private static SortedSet<Integer> ports(ListenAddress listen) {
    SortedSet<Integer> ports = new TreeSet<>(List.of(HTTP, HTTPS));
    if (!listen.loopback()) {
      ports.add(listen.port());
    }
    return ports;
  }
}

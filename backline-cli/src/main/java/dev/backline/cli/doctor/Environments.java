package dev.backline.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.config.SecretName;
import dev.backline.failure.BacklineException;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.secret.age.AgeSecretStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What each environment needs: its port and its secrets. */
final class Environments {

  private final Session session;
  private final AppConfig config;

  Environments(Session session, AppConfig config) {
    this.session = session;
    this.config = config;
  }

  List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    for (EnvironmentSpec environment : config.environments().values()) {
      if (environment.placement() instanceof Placement.ThisMachine) {
        findings.add(port(environment));
      }
      findings.add(secrets(environment));
    }
    return findings;
  }

  private Finding port(EnvironmentSpec environment) {
    String subject = environment.name() + "'s port";
    String address = environment.listen().toString();
    try (ServerSocket socket = new ServerSocket()) {
      // As the edge will: a port whose last connections are still being closed counts as free.
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(
              InetAddress.getByName(environment.listen().host()), environment.listen().port()));
      return Finding.fine(subject, address + " is free");
    } catch (IOException e) {
      return ourEdgeListens(environment)
          ? Finding.fine(subject, address + " is this environment's edge's")
          : Finding.unfit(
              subject,
              address + " can't be listened on: " + e.getMessage(),
              "see who has it with 'ss -ltnp', or change environments."
                  + environment.name()
                  + ".listen");
    }
  }

  /** By the file that a running edge keeps (docs/edge-protocol.md). */
  private boolean ourEdgeListens(EnvironmentSpec environment) {
    Path file =
        EnvironmentFolder.of(session.data(), config.app(), environment.name())
            .edge()
            .resolve("edge.pid.json");
    try {
      JsonNode edge = JsonText.parse(Files.readString(file));
      return edge.path("listenPort").asInt() == environment.listen().port()
          && ProcessHandle.of(edge.path("pid").asLong()).isPresent();
    } catch (IOException | IllegalArgumentException none) {
      return false;
    }
  }

  private Finding secrets(EnvironmentSpec environment) {
    String subject = environment.name() + "'s secrets";
    List<SecretName> wanted = config.secretsOf(environment);
    if (wanted.isEmpty()) {
      return Finding.fine(subject, "none are declared");
    }
    try {
      SortedSet<SecretName> set =
          new AgeSecretStore(session.data()).of(config.app(), environment.name()).names();
      List<SecretName> missing = wanted.stream().filter(name -> !set.contains(name)).toList();
      return missing.isEmpty()
          ? Finding.fine(subject, wanted.size() + " set")
          : Finding.unfit(
              subject,
              "not set: "
                  + missing.stream().map(SecretName::value).collect(Collectors.joining(", ")),
              missing.stream()
                  .map(name -> "backline secret set " + environment.name() + " " + name)
                  .collect(Collectors.joining("; ")));
    } catch (BacklineException e) {
      return Finding.unfit(subject, e.failure());
    }
  }
}

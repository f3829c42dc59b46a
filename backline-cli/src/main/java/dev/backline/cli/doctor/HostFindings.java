package dev.backline.cli.doctor;

import dev.backline.artifact.ArtifactTag;
import dev.backline.config.AppName;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.config.RegistrySpec;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.database.given.GivenExamination;
import dev.backline.host.HostOpener;
import dev.backline.host.examine.HostExamination;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.PublicName;
import dev.backline.host.local.LocalHost;
import dev.backline.registry.RegistryExamination;
import dev.backline.registry.RegistryLogin;
import dev.backline.secret.EnvironmentSecrets;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment on hosts needs: each host, and the way that visitors come. */
final class HostFindings {

  private final HostExamination examination;
  private final PublicName publicName;

  HostFindings(HostOpener opener, InstantSource clock) {
    this.examination = new HostExamination(opener, clock);
    this.publicName = PublicName.of(clock);
  }

  /**
   * @param url where visitors reach the environment; empty if it has no public name
   */
  List<Finding> look(
      AppName app, EnvironmentSpec environment, Placement.OnHosts placement, Optional<URI> url)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (HostSpec host : placement.hosts()) {
      for (HostFinding finding : examination.of(app, environment, placement, host)) {
        findings.add(of(host.name().value(), finding));
      }
    }
    url.map(known -> publicName.look(known, placement.hosts())).orElse(List.of()).stream()
        .map(finding -> of(environment.name().value(), finding))
        .forEach(findings::add);
    return findings;
  }

  /** Asked for by its moving tag, as nothing has been built that could be asked for. */
  static Finding registry(
      EnvironmentName environment, RegistrySpec spec, EnvironmentSecrets secrets)
      throws InterruptedException {
    RegistryLogin login = new RegistryLogin(new LocalHost());
    return of(
        environment.value(),
        RegistryExamination.of(spec, login, secrets, ArtifactTag.latestOf(environment).value()));
  }

  /** A database that somebody else looks after; none for one in a container. */
  static List<Finding> database(
      EnvironmentName environment, Placement.OnHosts placement, EnvironmentSecrets secrets)
      throws InterruptedException {
    if (placement.database().orElse(null) instanceof DatabasePlace.Given given) {
      GivenExamination examination =
          new GivenExamination(PostgresInstallations.of(new LocalHost()));
      return examination.of(given, secrets).stream()
          .map(finding -> of(environment.value(), finding))
          .toList();
    }
    return List.of();
  }

  private static Finding of(String whose, HostFinding finding) {
    String subject = whose + "'s " + finding.subject();
    return switch (finding) {
      case HostFinding.Fine fine -> Finding.fine(subject, fine.detail());
      case HostFinding.Doubtful doubtful ->
          Finding.unfit(subject, doubtful.why(), doubtful.remedy());
      case HostFinding.Unfit unfit -> Finding.unfit(subject, unfit.why(), unfit.remedy());
    };
  }
}

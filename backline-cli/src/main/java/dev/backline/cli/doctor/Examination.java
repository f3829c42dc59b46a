package dev.backline.cli.doctor;

import dev.backline.cli.app.AppCheckout;
import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.config.parse.ConfigFile;
import dev.backline.config.parse.ConfigResult;
import dev.backline.host.local.LinuxMemory;
import dev.backline.host.local.LocalHost;
import dev.backline.host.ssh.SshHosts;
import dev.backline.pipeline.MemoryNeed;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.age.AgeSecretStore;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is looked at. Changes nothing. */
public final class Examination {

  private Examination() {}

  public static List<Finding> of(Session session) throws IOException, InterruptedException {
    Optional<AppCheckout> checkout = AppCheckout.around(session.directory());
    Optional<ConfigResult> read = checkout.map(app -> ConfigFile.read(app.configFile()));
    Optional<AppConfig> config =
        read.flatMap(result ->
            result instanceof ConfigResult.Valid(AppConfig valid)
                ? Optional.of(valid)
                : Optional.empty());
    List<Finding> findings = new ArrayList<>();
    Programs programs = new Programs(new LocalHost(), session.variables());
    findings.addAll(programs.look(config, checkout.map(AppCheckout::root)));
    findings.addAll(new Machine(session, config.map(MemoryNeed::of), new LinuxMemory()).look());
    read.map(Examination::configuration).ifPresent(findings::add);
    if (config.isPresent()) {
      findings.addAll(new Environments(session, config.get()).look());
      findings.addAll(hosts(session, config.get()));
    }
    return findings;
  }

  private static List<Finding> hosts(Session session, AppConfig config)
      throws InterruptedException {
    HostFindings hosts =
        new HostFindings(
            SshHosts.of(session.data().knownHosts(), session.variables()), InstantSource.system());
    List<Finding> findings = new ArrayList<>();
    for (EnvironmentSpec environment : config.environments().values()) {
      if (environment.placement() instanceof Placement.OnHosts placement) {
        findings.addAll(
            hosts.look(
                config.app(),
                environment,
                placement,
                environment.publicUrl().map(url -> URI.create(url.value()))));
        EnvironmentSecrets secrets =
            new AgeSecretStore(session.data()).of(config.app(), environment.name());
        findings.addAll(HostFindings.database(environment.name(), placement, secrets));
        if (config.registry().isPresent()) {
          findings.add(HostFindings.registry(environment.name(), config.registry().get(), secrets));
        }
      }
    }
    return findings;
  }

  private static Finding configuration(ConfigResult result) {
    return switch (result) {
      case ConfigResult.Valid(AppConfig config) ->
          Finding.fine(ConfigFile.NAME, "declares " + config.app());
      case ConfigResult.Invalid(var problems) ->
          Finding.unfit(
              ConfigFile.NAME,
              problems.size() == 1 ? "1 problem" : problems.size() + " problems",
              "see: backline check");
    };
  }
}

package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.BranchName;
import dev.backline.config.BuildSpec;
import dev.backline.config.CheckName;
import dev.backline.config.CheckSpec;
import dev.backline.config.Commands;
import dev.backline.config.DataSize;
import dev.backline.config.DeployTrigger;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Glob;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.Inconclusive;
import dev.backline.config.JsonExpectation;
import dev.backline.config.JsonPointer;
import dev.backline.config.LimitSpec;
import dev.backline.config.MigrationPolicy;
import dev.backline.config.Percentage;
import dev.backline.config.Placeholder;
import dev.backline.config.Problem;
import dev.backline.config.RelativePath;
import dev.backline.config.Samples;
import dev.backline.config.SecretName;
import dev.backline.config.SmokeProbe;
import dev.backline.config.StopSpec;
import dev.backline.config.TaskName;
import dev.backline.config.VariableName;
import dev.backline.config.WatchSpec;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  private final AppConfig full = Samples.config(Samples.full());

  @Test
  void readsBuildArtifactAndChecks() {
    assertThat(full.app()).isEqualTo(new AppName("music-graph"));
    assertThat(full.build())
        .isEqualTo(
            new BuildSpec(
                Commands.of(Argv.of("mvn", "-B", "-q", "-DskipTests", "package")),
                List.of(new Glob("pom.xml"), new Glob("src/**")),
                List.of(Argv.of("java", "-version")),
                Duration.ofMinutes(10)));
    assertThat(full.artifact())
        .isEqualTo(
            new ArtifactSpec.Bundle(new RelativePath("target/app"), List.of(new Glob("**"))));
    assertThat(full.checks())
        .containsExactly(
            new CheckSpec(
                new CheckName("tests"),
                Commands.of(Argv.of("mvn", "-B", "verify")),
                Duration.ofMinutes(20),
                true,
                new CheckSpec.Reports(
                    Optional.of(new Glob("target/surefire-reports/*.xml")),
                    Optional.of(new RelativePath("target/site/jacoco/jacoco.xml")))));
  }

  @Test
  void readsHowAReleaseRuns() {
    assertThat(full.run().command().words())
        .containsExactly("java", "-Xmx160m", "-jar", "music-graph.jar");
    assertThat(full.run().env().keySet())
        .containsExactly(new VariableName("RELEASE_VERSION"), new VariableName("GREETING"));
    assertThat(full.run().health())
        .isEqualTo(
            new HealthSpec(
                new HttpPath("/healthz"),
                200,
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1)));
    assertThat(full.run().limits())
        .isEqualTo(new LimitSpec(Optional.of(new DataSize(512_000_000)), 4096));
    assertThat(full.migrations().orElseThrow().down().orElseThrow().words())
        .endsWith("--to", "${to}");
    assertThat(full.tasks())
        .hasEntrySatisfying(
            new TaskName("seed"), task -> assertThat(task.afterFirstDeployment()).isTrue());
  }

  @Test
  void readsEveryKindOfSmokeTest() {
    assertThat(full.smoke())
        .extracting(test -> test.probe().getClass().getSimpleName())
        .containsExactly("Http", "Http", "Login", "Sql");
    SmokeProbe.Http graph = (SmokeProbe.Http) full.smoke().get(1).probe();
    assertThat(graph.json())
        .containsEntry(new JsonPointer("/nodes/0/id"), new JsonExpectation.Present())
        .containsEntry(new JsonPointer("/count"), new JsonExpectation.EqualTo("3"));
    SmokeProbe.Login login = (SmokeProbe.Login) full.smoke().get(2).probe();
    assertThat(login.submit()).isEqualTo(new HttpPath("/login"));
    assertThat(login.fields())
        .hasEntrySatisfying(
            "password",
            template ->
                assertThat(template.placeholders())
                    .containsExactly(new Placeholder.Secret(new SecretName("ADMIN_PASSWORD"))));
  }

  @Test
  void readsEnvironmentsInTheirOrderWithTheirPolicies() {
    assertThat(full.environments().keySet())
        .containsExactly(new EnvironmentName("dev"), new EnvironmentName("prod"));
    EnvironmentSpec prod = full.environment(new EnvironmentName("prod")).orElseThrow();
    assertThat(prod.from()).contains(new EnvironmentName("dev"));
    assertThat(prod.deploy()).isEqualTo(DeployTrigger.MANUAL);
    assertThat(prod.migrations()).isEqualTo(MigrationPolicy.MANUAL);
    assertThat(prod.watch())
        .isEqualTo(
            new WatchSpec(
                Duration.ofMinutes(1), new Percentage(0.5), 2.5, 1.5, 4, Inconclusive.PASS));
    assertThat(prod.edge())
        .isEqualTo(new EdgeSpec(new DataSize(10 * 1024 * 1024), Duration.ofSeconds(30)));
    assertThat(prod.url()).isEqualTo("http://127.0.0.1:18090");
    assertThat(full.deployedByPushTo(new BranchName("main")))
        .extracting(EnvironmentSpec::name)
        .containsExactly(new EnvironmentName("dev"));
    assertThat(full.deployedByPushTo(new BranchName("other"))).isEmpty();
    assertThat(full.secretsOf(prod))
        .containsExactly(new SecretName("ADMIN_PASSWORD"), new SecretName("MAIL_KEY"));
  }

  @Test
  void fillsDefaultsIn() {
    AppConfig minimal = Samples.config(Samples.MINIMAL);
    assertThat(minimal.build().timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(minimal.artifact())
        .isEqualTo(new ArtifactSpec.Bundle(new RelativePath("."), List.of(new Glob("**"))));
    assertThat(minimal.run().port()).isEqualTo(new VariableName("PORT"));
    assertThat(minimal.run().health())
        .isEqualTo(
            new HealthSpec(
                new HttpPath("/"),
                200,
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1)));
    assertThat(minimal.run().stop()).isEqualTo(new StopSpec(Duration.ofSeconds(20)));
    assertThat(minimal.run().limits()).isEqualTo(new LimitSpec(Optional.empty(), 4096));
    assertThat(minimal.checks()).isEmpty();
    assertThat(minimal.database()).isEmpty();
    EnvironmentSpec dev = minimal.environments().firstEntry().getValue();
    assertThat(dev.keepReleases()).isEqualTo(5);
    assertThat(dev.watch())
        .isEqualTo(
            new WatchSpec(Duration.ofSeconds(5), new Percentage(1), 3, 3, 3, Inconclusive.PASS));
    assertThat(dev.edge())
        .isEqualTo(new EdgeSpec(new DataSize(32_000_000), Duration.ofSeconds(60)));
  }

  @Test
  void readsTheSameFromAFileWithAByteOrderMarkAndWindowsLineEnds(@TempDir Path dir)
      throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("backline.yml"), "\uFEFF" + Samples.full().replace("\n", "\r\n"));
    assertThat(ConfigFile.read(file)).isEqualTo(new ConfigResult.Valid(full));
  }

  @Test
  void saysWhatToDoWhenThereIsNoFile(@TempDir Path dir) {
    Path missing = dir.resolve("backline.yml");
    assertThat(((ConfigResult.Invalid) ConfigFile.read(missing)).problems())
        .extracting(Problem::toString)
        .containsExactly(
            missing + ":1:1: there is no such file; 'backline init' writes one to start from");
    assertThat(((ConfigResult.Invalid) ConfigFile.read(dir)).problems()).hasSize(1);
  }

  @Test
  void becomesAUsageFailureThatListsEveryProblem() {
    ConfigResult result =
        Samples.read(
            Samples.MINIMAL.replace("make", "'a | b'").replace("app: tiny\n", "app: tiny\nx: 1\n"));
    assertThatThrownBy(result::orThrow)
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> {
              assertThat(e.failure().exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(e.failure().why())
                  .startsWith("2 problems:")
                  .contains("backline.yml:2:1: x: unknown key");
            });
  }
}

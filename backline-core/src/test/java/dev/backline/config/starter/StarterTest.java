package dev.backline.config.starter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.CheckSpec;
import dev.backline.config.Commands;
import dev.backline.config.Glob;
import dev.backline.config.Samples;
import dev.backline.config.VariableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterTest {

  private static final Path SAMPLES = Path.of("src/test/resources/dev/backline/config/starter");

  @ParameterizedTest
  @ValueSource(strings = {"maven", "gradle", "node", "python", "django", "docker", "empty"})
  void everyStarterIsValidAndSaysWhatEachKeyIsFor(String sample) throws IOException {
    String yaml = starter(sample);
    AppConfig config = Samples.config(yaml);
    assertThat(config.app().value()).isEqualTo(sample);
    assertThat(config.environments()).hasSize(2);
    assertThat(yaml.lines()).allMatch(line -> line.length() <= 140);
    assertThat(yaml).contains("# How a release is started, judged healthy and stopped.\nrun:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven", "gradle", "node", "python", "django", "docker", "empty"})
  void whatIsSwitchedOffIsValidWhenItIsSwitchedOn(String sample) throws IOException {
    String on =
        starter(sample).replaceAll("(?m)^# (database:|migrations:|tasks:|checks:| {2,}.*)$", "$1");
    AppConfig config = Samples.config(on);
    assertThat(config.database()).isPresent();
    assertThat(config.migrations()).isPresent();
    assertThat(config.tasks()).hasSize(1);
    assertThat(config.checks()).hasSize(1);
  }

  @Test
  void mavenRunsTheJarThatThePomNames() throws IOException {
    AppConfig config = Samples.config(starter("maven"));
    assertThat(config.build().command())
        .isEqualTo(Commands.of(Argv.of("./mvnw", "-B", "-q", "-DskipTests", "package")));
    assertThat(config.artifact())
        .isInstanceOfSatisfying(
            ArtifactSpec.Bundle.class,
            bundle -> assertThat(bundle.include()).containsExactly(new Glob("shop-1.2.0.jar")));
    assertThat(config.run().command().words()).containsExactly("java", "-jar", "shop-1.2.0.jar");
    assertThat(config.run().port()).isEqualTo(new VariableName("SERVER_PORT"));
    assertThat(config.run().health().path().value()).isEqualTo("/actuator/health");
    assertThat(config.database().orElseThrow().env())
        .containsKey(new VariableName("SPRING_DATASOURCE_URL"));
  }

  @Test
  void gradleRunsTheJarThatItsSettingsName() throws IOException {
    AppConfig config = Samples.config(starter("gradle"));
    assertThat(config.build().command().inOrder().getFirst().program()).isEqualTo("./gradlew");
    assertThat(config.run().command().words()).containsExactly("java", "-jar", "till-0.3.jar");
    assertThat(config.database()).isEmpty();
  }

  @Test
  void nodeRunsThePackagesOwnScripts() throws IOException {
    AppConfig config = Samples.config(starter("node"));
    assertThat(config.build().command())
        .isEqualTo(Commands.of(Argv.of("npm", "ci"), Argv.of("npm", "run", "build")));
    assertThat(config.checks())
        .extracting(CheckSpec::command)
        .containsExactly(Commands.of(Argv.of("npm", "ci"), Argv.of("npm", "test")));
    assertThat(config.run().command().words()).containsExactly("npm", "start");
    assertThat(config.database()).isPresent();
  }

  @Test
  void pythonRunsTheProcfilesWebLineOnTheReleasesPort() throws IOException {
    AppConfig config = Samples.config(starter("python"));
    assertThat(config.run().command().words())
        .containsExactly("gunicorn", "--bind", "127.0.0.1:${port}", "shop:app");
    assertThat(config.run().env()).containsKey(new VariableName("PYTHONPATH"));
    assertThat(Samples.config(starter("django")).run().command().words())
        .contains("manage.py", "127.0.0.1:${port}");
  }

  @Test
  void aDockerfilesEntrypointAndCommandAreRun() throws IOException {
    assertThat(Samples.config(starter("docker")).run().command().words())
        .containsExactly("./app/serve", "--port", "8080");
  }

  @Test
  void aBrokenProjectStillGetsAValidStarter() {
    Map<String, String> broken =
        Map.of(
            "package.json", "{ not json", "Procfile", "web: $(rm -rf /)", "Dockerfile", "CMD [\"a");
    assertThat(
            Samples.config(
                Starter.yaml(new ProjectFacts("9 Ünsinn!", List.of("it's", "a:b"), broken))))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Music Graph, music-graph",
    "shop, shop",
    "2048, app",
    "--x--, x",
    "'My_App.v2', my-app-v2"
  })
  void makesAnAppNameOfADirectorysName(String directory, String name) {
    assertThat(Starter.appName(directory)).isEqualTo(name);
    assertThat(Starter.appName("a".repeat(80))).hasSize(40);
  }

  @Test
  void readsAnEmptyDirectory(@TempDir Path dir) throws IOException {
    Files.createDirectory(dir.resolve(".git"));
    assertThat(ProjectReader.read(dir).directories()).isEmpty();
    assertThat(Samples.config(Starter.yaml(ProjectReader.read(dir)))).isNotNull();
  }

  private static String starter(String sample) throws IOException {
    return Starter.yaml(ProjectReader.read(SAMPLES.resolve(sample)));
  }
}

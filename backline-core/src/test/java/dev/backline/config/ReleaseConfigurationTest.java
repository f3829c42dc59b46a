package dev.backline.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseConfigurationTest {

  /**
   * Changes only with {@link ConfigurationDigest#FORMAT} or a new key; then every app is redeployed
   * once.
   */
  private static final String GOLDEN =
      "16867d9321f3bb1c5b086d40f970873caee2943997a145ee9073384db945664b";

  @Test
  void staysTheSameFromVersionToVersion() {
    assertThat(digest(Samples.full(), "prod")).isEqualTo(GOLDEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-Xmx160m | -Xmx161m",
        "hello | world",
        "path: /healthz | path: /health",
        "grace: 20s | grace: 21s",
        "memory: 512MB | memory: 513MB",
        "migrate, up] | migrate, upp]",
        "contains: Music Graph | contains: Music",
        "/count: 3 | /count: 4",
        "expect: 'true' | expect: 'false'",
        "127.0.0.1:18090 | 127.0.0.1:18091",
        "maxBody: 10MiB | maxBody: 11MiB",
        "secrets: [ADMIN_PASSWORD] | secrets: [ADMIN_PASSWORD, OTHER]",
        "env: {MAIL_KEY: | env: {MAIL_KEYS:",
        "afterFirstDeployment: true | afterFirstDeployment: false",
      })
  void differsWhenAReleaseWouldRunDifferently(String from, String to) {
    assertThat(Samples.full()).contains(from);
    assertThat(digest(Samples.full().replace(from, to), "prod"))
        .isNotEqualTo(digest(Samples.full(), "prod"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-DskipTests | -DskipITs",
        "command: mvn -B verify | command: mvn verify",
        "follows: main | follows: trunk",
        "keepReleases: 3 | keepReleases: 4",
        "migrations: manual | migrations: auto",
        "512MB | 512000KB",
        "timeout: 60s, stable: 1s | timeout: 1m, stable: 1000ms",
        "127.0.0.1:18080 | 127.0.0.1:18081",
      })
  void isTheSameWhenOnlyTheWayThereDiffers(String from, String to) {
    assertThat(Samples.full()).contains(from);
    assertThat(digest(Samples.full().replace(from, to), "prod"))
        .isEqualTo(digest(Samples.full(), "prod"));
  }

  @Test
  void doesNotDependOnTheOrderOfVariables() {
    String swapped =
        Samples.full()
            .replace(
                "    RELEASE_VERSION: ${version}\n    GREETING: hello\n",
                "    GREETING: hello\n    RELEASE_VERSION: ${version}\n");
    assertThat(swapped).isNotEqualTo(Samples.full());
    assertThat(digest(swapped, "prod")).isEqualTo(digest(Samples.full(), "prod"));
  }

  @Test
  void differsBetweenEnvironments() {
    assertThat(digest(Samples.full(), "dev")).isNotEqualTo(digest(Samples.full(), "prod"));
  }

  @Test
  void theEnvironmentsVariablesAreStrongerThanTheRunsAndThoseStrongerThanTheDatabases() {
    String yaml =
        Samples.MINIMAL
                .replace("./tiny}", "./tiny, env: {A: run, B: run}}")
                .replace("18080'}", "18080', env: {A: environment}}")
            + "database: {engine: postgresql, env: {B: database, C: database}}\n";
    ReleaseConfiguration release = release(yaml, "dev");
    assertThat(Placeholders.resolve(release.env(), Placeholder::text))
        .containsEntry("A", "environment")
        .containsEntry("B", "run")
        .containsEntry("C", "database");
    assertThat(Placeholders.resolve(release.databaseEnv(), Placeholder::text))
        .containsOnlyKeys("B", "C")
        .containsEntry("B", "database");
  }

  private static String digest(String yaml, String environment) {
    return release(yaml, environment).digest().hex();
  }

  private static ReleaseConfiguration release(String yaml, String environment) {
    AppConfig config = Samples.config(yaml);
    return config.releaseIn(config.environment(new EnvironmentName(environment)).orElseThrow());
  }
}

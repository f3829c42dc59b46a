package dev.backline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Samples;
import dev.backline.config.SecretName;
import dev.backline.config.TaskSpec;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.secret.Secret;
import dev.backline.source.CommitId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReleaseValuesTest {

  private static final CommitId COMMIT = new CommitId("0123456789012345678901234567890123456789");
  private static final String PASSWORD = "database-pass-word";
  private static final AppConfig CONFIG = Samples.config(Samples.full());
  private static final ReleaseValues VALUES =
      new ReleaseValues(
          CONFIG,
          CONFIG.environment(new EnvironmentName("prod")).orElseThrow(),
          "v1.2.0",
          COMMIT,
          Optional.of(
              new DatabaseAccess(
                  "127.0.0.1",
                  15_432,
                  new DatabaseName("music_graph_prod"),
                  new RoleName("music_graph_prod"),
                  Secret.of(PASSWORD))),
          Map.of(
              new SecretName("ADMIN_PASSWORD"), Secret.of("admin-secret"),
              new SecretName("MAIL_KEY"), Secret.of("mail-secret")));

  @Test
  void fillsTheReleasesEnvironment() {
    ReleaseCommand serve = VALUES.serve(20_001);

    assertThat(revealed(serve.environment()))
        .containsEntry("RELEASE_VERSION", "v1.2.0")
        .containsEntry("GREETING", "hello")
        .containsEntry("MAIL_KEY", "mail-secret")
        .containsEntry("DATABASE_PASSWORD", PASSWORD)
        .containsEntry("PORT", "20001");
    assertThat(revealed(serve.environment()).get("DATABASE_URL"))
        .contains("127.0.0.1:15432/music_graph_prod")
        .doesNotContain(PASSWORD);
  }

  @Test
  void noSecretIsInAnyCommandLine() {
    TaskSpec task = CONFIG.tasks().values().iterator().next();
    assertThat(VALUES.serve(20_001).argv().toString() + VALUES.task(task).argv())
        .doesNotContain(PASSWORD)
        .doesNotContain("admin-secret")
        .doesNotContain("mail-secret");
  }

  @Test
  void everySecretAndTheDatabasesPasswordAreConfidential() {
    assertThat(VALUES.confidential())
        .extracting(Secret::reveal)
        .containsExactly("admin-secret", "mail-secret", PASSWORD);
  }

  @Test
  void showsNoSecretWhenItIsPrinted() {
    assertThat(VALUES.toString() + VALUES.serve(1) + VALUES.confidential())
        .doesNotContain(PASSWORD)
        .doesNotContain("admin-secret")
        .doesNotContain("mail-secret");
  }

  private static Map<String, String> revealed(Map<String, Secret> variables) {
    return variables.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().reveal()));
  }
}

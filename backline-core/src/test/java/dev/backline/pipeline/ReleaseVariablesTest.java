package dev.backline.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.Samples;
import dev.backline.database.ServerAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReleaseVariablesTest {

  private static final String APP =
      """
      app: shop
      build: {command: make, inputs: ['**']}
      artifact: {image: {dockerfile: {}}}
      run: {command: ./start, env: {MAIL: 'user:${secret.MAIL}@mail:${port}', V: '${version}'}}
      secrets: [MAIL]
      database:
        engine: postgresql
        env: {DB: '${database.url}', PW: '${database.password}'}
      environments:
        prod:
          listen: 0.0.0.0:80
          hosts: {web1: deploy@10.0.0.11, web2: deploy@10.0.0.12}
          database: DATABASE
      """;

  @Test
  void databaseInAContainerIsWhereTheOtherHostsReachIt() {
    assertThat(of("{container: {image: 'postgres:16', listen: 10.0.0.11, port: 5440}}"))
        .contains(
            new ReleaseVariable(
                "DB", "postgresql://shop_prod@10.0.0.11:5440/shop_prod", List.of(), "database.env"),
            new ReleaseVariable("PW", "***", List.of("database.password"), "database.env"));
  }

  @Test
  void onlyTheSecretPartOfAValueIsMasked() {
    assertThat(of("{container: {image: 'postgres:16', listen: 10.0.0.11}}"))
        .contains(new ReleaseVariable("MAIL", "user:***@mail:18181", List.of("MAIL"), "run.env"));
  }

  @Test
  void whatIsNotKnownStaysAPlaceholder() {
    assertThat(of("{container: {image: 'postgres:16', listen: 10.0.0.11}}"))
        .contains(new ReleaseVariable("V", "${version}", List.of(), "run.env"));
  }

  @Test
  void ofSeveralDeclarationsTheStrongestIsTold() {
    AppConfig config = Samples.config(Samples.full());
    List<ReleaseVariable> variables =
        new ReleaseVariables(
                config,
                config.environment(new EnvironmentName("prod")).orElseThrow(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(new ServerAddress("127.0.0.1", 15_432)))
            .all();
    assertThat(variables).extracting(ReleaseVariable::name).doesNotHaveDuplicates();
    assertThat(variables)
        .contains(new ReleaseVariable("PORT", "${port}", List.of(), "run.port"))
        .noneMatch(variable -> variable.value().contains("secret"));
  }

  private static List<ReleaseVariable> of(String database) {
    AppConfig config = Samples.config(APP.replace("DATABASE", database));
    return new ReleaseVariables(
            config,
            config.environment(new EnvironmentName("prod")).orElseThrow(),
            Optional.empty(),
            OptionalInt.of(18_181),
            Optional.empty())
        .all();
  }
}

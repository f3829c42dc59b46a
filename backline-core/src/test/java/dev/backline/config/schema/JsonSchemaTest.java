package dev.backline.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.backline.config.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An editor that checks with the schema agrees with Backline. */
class JsonSchemaTest {

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JsonSchema.ofBacklineYml());

  @Test
  void acceptsWhatBacklineAccepts() {
    assertThat(validate(Samples.full())).isEmpty();
    assertThat(validate(Samples.MINIMAL)).isEmpty();
    assertThat(validate(full("[[npm, ci], [npm, run, build]]"))).isEmpty();
    assertThat(validate(full("[npm, ci]"))).isEmpty();
  }

  private static String full(String buildCommand) {
    return Samples.full().replace("mvn -B -q -DskipTests package", buildCommand);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "follows: main | folows: main",
        "app: music-graph | app: Music Graph",
        "timeout: 10m | timeout: 10",
        "status: 200 | status: 999",
        "parallel: true | parallel: maybe",
        "engine: postgresql | engine: mysql",
        "[pom.xml, src/**] | []",
        "[ADMIN_PASSWORD] | [lower]",
        "GREETING: hello | GREE-TING: hello",
        "listen: 127.0.0.1:18090 | x: 1",
        "[java, -Xmx160m, -jar, music-graph.jar] | []",
        "[java, -Xmx160m, -jar, music-graph.jar] | [[java], [java]]",
        "mvn -B -q -DskipTests package | [[npm, ci], npm]",
      })
  void refusesWhatBacklineRefuses(String right, String wrong) {
    assertThat(Samples.full()).contains(right);
    assertThat(validate(Samples.full().replace(right, wrong))).isNotEmpty();
  }

  private List<Error> validate(String yaml) {
    Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    JsonNode json = new ObjectMapper().valueToTree(value);
    return schema.validate(json);
  }
}

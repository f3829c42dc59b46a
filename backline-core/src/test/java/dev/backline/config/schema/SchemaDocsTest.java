package dev.backline.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The schema and the reference page in {@code docs} are what the declarations say. After a change,
 * write them anew: {@code mvn -pl backline-core -am test -Dtest=SchemaDocsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dbackline.write-docs=true}.
 */
class SchemaDocsTest {

  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void theSchemaInDocsIsUpToDate() throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    String schema =
        new ObjectMapper().writer(printer).writeValueAsString(JsonSchema.ofBacklineYml()) + "\n";
    expect(DOCS.resolve("backline.schema.json"), schema);
  }

  @Test
  void theReferencePageInDocsIsUpToDate() throws IOException {
    expect(DOCS.resolve("configuration.md"), ReferencePage.markdown());
  }

  private static void expect(Path file, String content) throws IOException {
    if (Boolean.getBoolean("backline.write-docs")) {
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("generated from the declared keys; see this test's comment for how to write it anew")
        .hasContent(content);
  }
}

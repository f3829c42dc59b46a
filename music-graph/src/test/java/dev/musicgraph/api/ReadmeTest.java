package dev.musicgraph.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Program;
import dev.musicgraph.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README's section on the API, run as they stand there. */
class ReadmeTest {
  @Test
  void theExamplesWork(@TempDir Path directory) throws IOException, InterruptedException {
    TestApp app = TestApp.shared();
    String section = Files.readString(Path.of("README.md")).split("\n## API\n")[1];
    String examples = section.split("```sh\n")[1].split("```")[0];
    ProcessBuilder shell =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", examples)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    shell.environment().put("URL", app.address().toString());
    shell.environment().put("TOKEN", app.token());

    Process run = shell.start();
    boolean ended = run.waitFor(20, TimeUnit.SECONDS);
    run.destroyForcibly();

    String output = Files.readString(directory.resolve("output"));
    assertThat(ended && run.exitValue() == 0).as(output).isTrue();
    assertThat(output)
        .contains("\"genres\":[{", "\"nodes\":[{", "\"primaryGenre\":\"ska\"")
        .contains("\"genres\":[\"dub\"]}");
    assertThat(directory.resolve("music-graph.graphml")).content().contains("<graphml");
    assertThat(new Program(app.address()).get("/api/bands/the-examples").status()).isEqualTo(404);
  }
}

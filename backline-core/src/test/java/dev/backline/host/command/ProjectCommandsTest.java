package dev.backline.host.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts, run by a real shell. */
class ProjectCommandsTest {

  @TempDir Path folder;
  private Path directory;

  @BeforeEach
  void make() throws Exception {
    directory = folder.resolve("it's a $HOME");
    run(ProjectCommands.make(directory));
  }

  @Test
  void directoryIsItsOwnersAlone() throws Exception {
    assertThat(run(HostCommand.of("stat", "-c", "%a", directory.toString())))
        .containsExactly("700");
  }

  @Test
  void filesAreReadInOrderAndAMissingOneIsAnEmptyLine() throws Exception {
    Files.writeString(directory.resolve("state/a.json"), "{}\n");
    assertThat(run(ProjectCommands.read(directory, List.of("state/b.json", "state/a.json"))))
        .containsExactly("", "{}");
  }

  @Test
  void nothingIsReadWhereThereIsNoDirectory() throws Exception {
    assertThat(run(ProjectCommands.read(folder.resolve("none"), List.of("a", "b"))))
        .containsExactly("", "");
  }

  @Test
  void writerPlacesItsOwnFilesOnly() throws Exception {
    for (String writer : List.of("new-1", "new-2")) {
      Files.writeString(ProjectCommands.waiting(directory, writer, "compose.yaml"), writer);
    }
    run(ProjectCommands.place(directory, "new-2", List.of("compose.yaml")));
    assertThat(directory.resolve("compose.yaml")).hasContent("new-2");
    assertThat(ProjectCommands.waiting(directory, "new-1", "compose.yaml")).hasContent("new-1");
  }

  @Test
  void digestsAreOfTheFilesThatAreThere() throws Exception {
    Files.writeString(directory.resolve(".env"), "");
    assertThat(run(ProjectCommands.digests(directory, List.of("compose.yaml", ".env"))))
        .containsExactly("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  .env");
  }

  @Test
  void keptFileIsACopyBesideIt() throws Exception {
    Files.writeString(directory.resolve("compose.yaml"), "mine");
    run(ProjectCommands.keep(directory, ".by-hand-1", List.of("compose.yaml")));
    assertThat(directory.resolve("compose.yaml.by-hand-1")).hasContent("mine");
    assertThat(directory.resolve("compose.yaml")).hasContent("mine");
  }

  private static List<String> run(HostCommand command) throws InterruptedException {
    CommandResult result = new LocalHost().run(command);
    assertThat(result.succeeded()).as("" + result.stderr()).isTrue();
    return result.stdout();
  }
}

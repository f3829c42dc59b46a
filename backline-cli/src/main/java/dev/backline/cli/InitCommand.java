package dev.backline.cli;

import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.parse.ConfigFile;
import dev.backline.config.starter.ProjectReader;
import dev.backline.config.starter.Starter;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code backline init}. */
@Command(
    name = "init",
    description = "Write a commented backline.yml for the project in the current directory.")
final class InitCommand implements Callable<Integer> {

  private final Session session;

  InitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path file = session.directory().resolve(ConfigFile.NAME);
    String yaml = Starter.yaml(ProjectReader.read(session.directory()));
    try {
      Files.writeString(file, yaml, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw Failure.refused(
              "writing " + file, "there is one already", "look at it with: backline check")
          .toException(e);
    }
    session
        .terminal()
        .line(
            session.json()
                ? JsonText.object().put("file", file.toString()).toString()
                : "Wrote " + file + "\nRead its comments, then: backline check && backline doctor");
    return 0;
  }
}

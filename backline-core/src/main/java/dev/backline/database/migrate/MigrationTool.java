package dev.backline.database.migrate;

import dev.backline.config.MigrationSpec;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The migration commands of one release.
 *
 * @param commands all placeholders filled in but {@code ${to}}
 * @param directory of the release's unpacked files
 * @param environment {@code database.env}, filled in for the database to migrate
 */
public record MigrationTool(
    MigrationSpec commands, Path directory, Map<String, Secret> environment) {

  private static final String TO = "${to}";

  public MigrationTool {
    environment = Map.copyOf(environment);
  }

  HostCommand status() {
    return command(commands.status().words());
  }

  HostCommand up() {
    return command(commands.up().words());
  }

  /** Empty if the app can't go down. */
  Optional<HostCommand> down(Optional<MigrationId> to) {
    String target = to.map(MigrationId::value).orElse(MigrationId.NONE);
    return commands
        .down()
        .map(argv -> command(argv.words().stream().map(word -> word.replace(TO, target)).toList()));
  }

  private HostCommand command(List<String> words) {
    return HostCommand.of(words).with(environment).in(directory).within(commands.timeout());
  }
}

package dev.backline.database;

import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** One file of mode 0600 a role, in a directory of mode 0700. */
public final class FileDatabasePasswords implements DatabasePasswords {

  private final Path directory;

  public FileDatabasePasswords(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Secret> find(RoleName role) {
    Path file = file(role);
    try {
      return Files.exists(file)
          ? Optional.of(Secret.of(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw failed("reading the password of role " + role, e);
    }
  }

  @Override
  public void keep(RoleName role, Secret password) {
    try {
      DurableFile.createDirectories(directory);
      DurableFile.write(file(role), password.reveal() + "\n");
    } catch (IOException e) {
      throw failed("keeping the password of role " + role, e);
    }
  }

  private Path file(RoleName role) {
    // A role's name may hold slashes; its hexadecimal form may not.
    String name =
        role.value().matches("[a-z0-9_]+")
            ? role.value()
            : "x-" + HexFormat.of().formatHex(role.value().getBytes(StandardCharsets.UTF_8));
    return directory.resolve(name + ".password");
  }

  private static RuntimeException failed(String tried, IOException e) {
    return Failure.unavailable(
            tried, e.toString(), "check the directory's owner, mode and free space")
        .toException(e);
  }
}

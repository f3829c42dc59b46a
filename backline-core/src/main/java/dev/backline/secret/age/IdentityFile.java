package dev.backline.secret.age;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The identity in the secrets' directory. */
final class IdentityFile {

  static final String NAME = "identity.txt";

  private IdentityFile() {}

  static AgeIdentity read(Path root) throws IOException {
    return find(root).orElseThrow(() -> lost(root));
  }

  /** Makes it on first use; call it with the lock held. */
  static AgeIdentity readOrMake(Path root) throws IOException {
    Optional<AgeIdentity> existing = find(root);
    if (existing.isPresent()) {
      return existing.get();
    }
    if (holdsSecrets(root)) {
      throw lost(root);
    }
    AgeIdentity made = AgeIdentity.generate();
    PrivateFiles.write(
        root.resolve(NAME), made.written().reveal().getBytes(StandardCharsets.UTF_8));
    return made;
  }

  private static Optional<AgeIdentity> find(Path root) throws IOException {
    Path file = root.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    PrivateFiles.requirePrivate(file);
    return Optional.of(
        AgeIdentity.read(Files.readString(file))
            .orElseThrow(() ->
                Failure.unavailable(
                        "reading the identity " + file,
                        "it holds no age key with its public key",
                        "put the copy that you kept in its place")
                    .toException()));
  }

  private static boolean holdsSecrets(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.anyMatch(file -> file.toString().endsWith(AgeEnvironmentSecrets.SUFFIX));
    }
  }

  private static RuntimeException lost(Path root) {
    return Failure.unavailable(
            "reading the identity " + root.resolve(NAME),
            "it is gone, and the secrets beside it can't be opened without it",
            "put the copy that you kept in its place, or remove "
                + root
                + " and set every secret again")
        .toException();
  }
}

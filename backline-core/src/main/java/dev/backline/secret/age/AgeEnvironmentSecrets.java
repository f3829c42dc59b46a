package dev.backline.secret.age;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One environment's directory. Reading takes no lock: files are replaced whole. */
record AgeEnvironmentSecrets(Path root, AppName app, EnvironmentName environment)
    implements EnvironmentSecrets {

  static final String SUFFIX = ".age";
  private static final Pattern NAME = Pattern.compile(SecretName.PATTERN);

  @Override
  public Optional<Secret> get(SecretName name) {
    return attempt("reading the secret " + name + " of " + environment, () -> read(name));
  }

  @Override
  public void set(SecretName name, Secret value) {
    attempt(
        "keeping the secret " + name + " of " + environment,
        () -> {
          makeDirectories();
          try (DirectoryLock lock = DirectoryLock.take(root)) {
            return write(name, value);
          }
        });
  }

  @Override
  public Secret getOrMake(SecretName name, Supplier<Secret> maker) {
    return attempt(
        "making the secret " + name + " of " + environment,
        () -> {
          makeDirectories();
          try (DirectoryLock lock = DirectoryLock.take(root)) {
            Optional<Secret> existing = read(name);
            return existing.isPresent() ? existing.get() : write(name, maker.get());
          }
        });
  }

  @Override
  public boolean remove(SecretName name) {
    return attempt(
        "removing the secret " + name + " of " + environment,
        () -> {
          if (!Files.exists(directory())) {
            return false;
          }
          requirePrivate();
          try (DirectoryLock lock = DirectoryLock.take(root)) {
            return PrivateFiles.delete(file(name));
          }
        });
  }

  @Override
  public SortedSet<SecretName> names() {
    return attempt(
        "listing the secrets of " + environment,
        () -> {
          SortedSet<SecretName> names = new TreeSet<>();
          if (Files.exists(directory())) {
            requirePrivate();
            try (Stream<Path> files = Files.list(directory())) {
              files.map(Path::getFileName).map(Path::toString).forEach(file -> add(file, names));
            }
          }
          return names;
        });
  }

  private static void add(String file, SortedSet<SecretName> names) {
    String name = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
    if (NAME.matcher(name).matches()) {
      names.add(new SecretName(name));
    }
  }

  private Optional<Secret> read(SecretName name) throws IOException, GeneralSecurityException {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    requirePrivate();
    PrivateFiles.requirePrivate(file);
    return Optional.of(IdentityFile.read(root).decrypt(Files.readAllBytes(file)));
  }

  private Secret write(SecretName name, Secret value) throws IOException, GeneralSecurityException {
    PrivateFiles.write(file(name), IdentityFile.readOrMake(root).encrypt(value));
    return value;
  }

  private Path directory() {
    return root.resolve(app.value()).resolve(environment.value());
  }

  private Path file(SecretName name) {
    return directory().resolve(name.value() + SUFFIX);
  }

  private void makeDirectories() throws IOException {
    PrivateFiles.makeDirectory(directory());
    requirePrivate();
  }

  private void requirePrivate() throws IOException {
    // The root closes everything below it; the others are checked so that a copy stays closed too.
    for (Path path : new Path[] {root, root.resolve(app.value()), directory()}) {
      PrivateFiles.requirePrivate(path);
    }
  }

  private interface Work<T> {
    T done() throws IOException, GeneralSecurityException, InterruptedException;
  }

  private static <T> T attempt(String tried, Work<T> work) {
    try {
      return work.done();
    } catch (IOException e) {
      throw failed(tried, e.toString(), "check the directory's owner, mode and free space", e);
    } catch (GeneralSecurityException e) {
      throw failed(
          tried,
          "its file is damaged or was encrypted to another identity",
          "set it again, or put the identity back that it was encrypted to",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(tried, "it was interrupted", "run the command again", ExitCode.CANCELLED)
          .toException(e);
    }
  }

  private static BacklineException failed(
      String tried, String why, String remedy, Exception cause) {
    return Failure.unavailable(tried, why, remedy).toException(cause);
  }
}

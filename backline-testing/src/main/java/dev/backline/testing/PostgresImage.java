package dev.backline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * An image with a PostgreSQL server from Debian's packages that keeps to the official image's
 * contract. Its files are made once (a minute or two, 100 MB to fetch) and kept in the user's
 * cache. An import can't set the official image's stop signal: stop it by SIGINT, or it waits for
 * its clients.
 */
public enum PostgresImage {
  V15(Debian.BOOKWORM),
  V17(Debian.TRIXIE);

  private static final String ENTRYPOINT = "usr/local/bin/docker-entrypoint.sh";
  private static final String DATA = "/var/lib/postgresql/data";
  private static final int SECONDS = 900;

  private final Debian debian;

  PostgresImage(Debian debian) {
    this.debian = debian;
  }

  public int major() {
    return Integer.parseInt(name().substring(1));
  }

  /** What it is called once loaded. */
  public String reference() {
    return "backline-test/postgres:" + major();
  }

  /**
   * Gives the image to an engine that does not have it yet.
   *
   * @param engine its address, such as {@code unix:///run/docker.sock}
   * @return its name there, {@link #reference}
   */
  public String load(String engine) {
    if (run("docker", "--host", engine, "image", "ls", "--quiet", reference()).isBlank()) {
      List<String> argv = new ArrayList<>(List.of("docker", "--host", engine, "image", "import"));
      for (String change :
          List.of(
              "ENTRYPOINT [\"/" + ENTRYPOINT + "\"]",
              "CMD [\"postgres\"]",
              "ENV PGDATA=" + DATA,
              "ENV PATH=/usr/lib/postgresql/" + major() + "/bin:/usr/sbin:/usr/bin:/sbin:/bin",
              "ENV LANG=C.UTF-8",
              "EXPOSE 5432",
              "VOLUME " + DATA)) {
        argv.add("--change=" + change);
      }
      argv.addAll(List.of(files().toString(), reference()));
      run(argv.toArray(String[]::new));
    }
    return reference();
  }

  /** A tar with the image's files. */
  Path files() {
    try {
      Path cache =
          Files.createDirectories(
              Path.of(System.getProperty("user.home"), ".cache", "backline-testing"));
      Path tar = cache.resolve("postgres-" + major() + "-" + entrypointHash() + ".tar");
      // Several builds of one user may want it at once.
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("postgres.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (Files.notExists(tar)) {
          make(tar);
        }
      }
      return tar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void make(Path tar) throws IOException {
    Path entrypoint = Files.createTempFile("backline-entrypoint", ".sh");
    Path unfinished = tar.resolveSibling(tar.getFileName() + ".unfinished");
    try (InputStream script = entrypoint()) {
      Files.copy(script, entrypoint, StandardCopyOption.REPLACE_EXISTING);
      run(
          "mmdebstrap",
          "--quiet",
          "--format=tar",
          "--variant=minbase",
          "--include=postgresql-" + major(),
          // Debian's package would make a cluster of its own.
          "--essential-hook=mkdir -p \"$1/etc/postgresql-common\"",
          "--essential-hook=echo 'create_main_cluster = false'"
              + " >\"$1/etc/postgresql-common/createcluster.conf\"",
          "--customize-hook=upload " + entrypoint + " /" + ENTRYPOINT,
          "--customize-hook=chmod 755 \"$1/" + ENTRYPOINT + "\"",
          // A third of the whole, and only makes long queries quicker.
          "--customize-hook=rm -rf \"$1\"/usr/lib/*/libLLVM* \"$1\"/usr/lib/*/libz3*"
              + " \"$1\"/usr/lib/postgresql/*/lib/llvmjit* \"$1\"/usr/lib/postgresql/*/lib/bitcode",
          "--dpkgopt=path-exclude=/usr/share/man/*",
          "--dpkgopt=path-exclude=/usr/share/locale/*",
          "--dpkgopt=path-exclude=/usr/share/doc/*",
          debian.suite(),
          unfinished.toString());
      Files.move(unfinished, tar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(entrypoint);
    }
  }

  private static String entrypointHash() throws IOException {
    try (InputStream script = entrypoint()) {
      return HexFormat.of().toHexDigits(java.util.Arrays.hashCode(script.readAllBytes()));
    }
  }

  private static InputStream entrypoint() {
    return Objects.requireNonNull(
        PostgresImage.class.getResourceAsStream("postgres-entrypoint.sh"), "the entry point");
  }

  private static String run(String... argv) {
    try {
      Path output = Files.createTempFile("backline-image", ".log");
      try {
        Process program =
            new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        program.getOutputStream().close();
        if (!program.waitFor(SECONDS, TimeUnit.SECONDS)) {
          program.destroyForcibly();
          throw new IllegalStateException(argv[0] + " took longer than " + SECONDS + " s");
        }
        if (program.exitValue() != 0) {
          throw new IllegalStateException(argv[0] + " failed: " + Files.readString(output));
        }
        return Files.readString(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + argv[0], e);
    }
  }
}

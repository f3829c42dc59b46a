package dev.backline.database.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a cluster's files lie.
 *
 * @param root the cluster's folder
 */
record ClusterLayout(Path root) {

  private static final Pattern PORT = Pattern.compile("(?m)^port = (\\d+)$");

  /** The data directory: there once initialisation has ended, never before. */
  Path data() {
    return root.resolve("data");
  }

  /** Where initialisation happens; worth nothing to anybody. */
  Path unfinished() {
    return root.resolve("data.unfinished");
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path superuserPassword() {
    return root.resolve("superuser-password");
  }

  Path startLog() {
    return root.resolve("start.log");
  }

  Path settings() {
    return data().resolve(ClusterSettings.FILE);
  }

  /** The major version that made the data directory; empty if there is no complete one. */
  OptionalInt major() throws IOException {
    Path version = data().resolve("PG_VERSION");
    return Files.exists(version)
        ? OptionalInt.of(Integer.parseInt(Files.readString(version).strip()))
        : OptionalInt.empty();
  }

  /** The port chosen earlier. */
  OptionalInt port() throws IOException {
    if (!Files.exists(settings())) {
      return OptionalInt.empty();
    }
    Matcher port = PORT.matcher(Files.readString(settings()));
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }
}

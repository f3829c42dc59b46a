package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The Compose project of an environment on each of its hosts.
 *
 * @param directory where the project lies on the host, absolute; the log-in's user owns it; empty
 *     for one below {@code /opt/backline} by {@link PlainName}
 * @param bluePort where slot blue listens on the host's loopback address, 1 to 65535
 * @param greenPort where slot green does; another one
 * @param services what runs beside the releases, such as a cache or a worker
 */
public record ComposeSpec(
    Optional<String> directory, int bluePort, int greenPort, List<AccessorySpec> services) {

  public static final String DIRECTORY_PATTERN = "^(/[A-Za-z0-9._-]+)+$";
  public static final String DIRECTORY_RULE =
      "an absolute path of letters, digits, dots, underscores and hyphens, such as"
          + " /opt/backline/shop";

  public ComposeSpec {
    services = List.copyOf(services);
    Objects.requireNonNull(directory, "directory");
    directory.ifPresent(ComposeSpec::requireDirectory);
    Checked.that(bluePort >= 1 && bluePort <= 65535, "port " + bluePort + " is not a port");
    Checked.that(greenPort >= 1 && greenPort <= 65535, "port " + greenPort + " is not a port");
    Checked.that(bluePort != greenPort, "blue and green need a port each");
  }

  /** Where the project of an app's environment lies; by default no two share one. */
  public String directoryOf(AppName app, EnvironmentName environment) {
    return directory.orElse("/opt/backline/" + PlainName.of(app, environment));
  }

  private static void requireDirectory(String directory) {
    Checked.that(
        directory.matches(DIRECTORY_PATTERN) && !directory.contains("/.."),
        Checked.shown(directory) + " is not a directory here: " + DIRECTORY_RULE);
  }
}

package dev.backline.state;

import java.nio.file.Path;

/**
 * Where everything lies that Backline keeps on the controller's machine. Each feature owns its own
 * folder below the root.
 *
 * @param root an absolute path
 */
public record DataDirectory(Path root) {

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** The state file (SQLite). */
  public Path stateFile() {
    return root.resolve("backline.db");
  }

  /** Which process is the controller and where it listens. */
  public Path controllerFile() {
    return root.resolve("controller.json");
  }

  /** Bare git repositories, one an app. */
  public Path repositories() {
    return root.resolve("repositories");
  }

  /** Checkouts and other things of one run, thrown away after it. */
  public Path work() {
    return root.resolve("work");
  }

  /** The artifact store. */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** Everything that serves: slots and edges, by app and environment. */
  public Path environments() {
    return root.resolve("environments");
  }

  /** One environment's folder. */
  public Path environment(String app, String environment) {
    return environments().resolve(app).resolve(environment);
  }

  /** What outlives the controller runs from here, so that no rebuild takes its classes away. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** The keys that SSH hosts are known by. */
  public Path knownHosts() {
    return root.resolve("hosts").resolve("known_hosts");
  }

  /** The local PostgreSQL cluster. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Backups, by app and environment. */
  public Path backups() {
    return root.resolve("backups");
  }

  /** Encrypted secrets and the keys that open them, mode 0700. */
  public Path secrets() {
    return root.resolve("secrets");
  }

  /** Backline's own logs. */
  public Path logs() {
    return root.resolve("logs");
  }
}

package dev.backline.database.cluster;

import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** As whom PostgreSQL's server programs run: they refuse to run as root. */
sealed interface ServerUser {

  /** The argument vector that runs the given one as this user. */
  List<String> wrap(List<String> argv);

  /** Makes files that we wrote readable by this user. */
  default void adopt(Host host, List<Path> files) throws InterruptedException {}

  /** Ourselves: we are not root. */
  record Ourselves() implements ServerUser {
    @Override
    public List<String> wrap(List<String> argv) {
      return argv;
    }
  }

  /** We are root, shown to the program as nobody: files stay root's, nothing has to be chowned. */
  record Namespaced() implements ServerUser {
    @Override
    public List<String> wrap(List<String> argv) {
      List<String> wrapped =
          new ArrayList<>(List.of("unshare", "-U", "--map-user=65534", "--map-group=65534"));
      wrapped.addAll(argv);
      return wrapped;
    }
  }

  /** The account that the operating system's package made; it must own the files. */
  record Postgres() implements ServerUser {
    @Override
    public List<String> wrap(List<String> argv) {
      List<String> wrapped =
          new ArrayList<>(
              List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
      wrapped.addAll(argv);
      return wrapped;
    }

    @Override
    public void adopt(Host host, List<Path> files) throws InterruptedException {
      List<String> chown = new ArrayList<>(List.of("chown", "postgres:"));
      files.forEach(file -> chown.add(file.toString()));
      CommandResult result = host.run(HostCommand.of(chown));
      if (!result.succeeded()) {
        throw Failure.unavailable(
                "handing files to the account postgres",
                result.lastWords(),
                "run Backline as an ordinary account instead")
            .toException();
      }
    }
  }

  /**
   * For a cluster in that directory. A directory that an account other than root owns is run by
   * that account.
   */
  static ServerUser of(Host host, Path directory) throws InterruptedException {
    // Not /proc/self: that is a link, and links there are root's whoever looks.
    if (!isRoot(Path.of("/proc/self/status"))) {
      return new Ourselves();
    }
    if (isRoot(directory) && works(host, new Namespaced().wrap(List.of("true")))) {
      return new Namespaced();
    }
    if (!works(host, List.of("id", "-u", "postgres"))) {
      throw Failure.unavailable(
              "choosing the account that PostgreSQL runs as",
              "this is root, as which PostgreSQL refuses to run; user namespaces are not allowed"
                  + " here and there is no account postgres",
              "run Backline as an ordinary account, or run: sudo apt-get install -y postgresql")
          .toException();
    }
    Postgres postgres = new Postgres();
    postgres.adopt(host, List.of(directory));
    return postgres;
  }

  private static boolean works(Host host, List<String> argv) throws InterruptedException {
    try {
      return host.run(HostCommand.of(argv).within(Duration.ofSeconds(10))).succeeded();
    } catch (dev.backline.failure.BacklineException programIsMissing) {
      return false;
    }
  }

  /** Whether root owns it, which for a file of a process tells whether root runs it. */
  static boolean isRoot(Path file) {
    try {
      return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

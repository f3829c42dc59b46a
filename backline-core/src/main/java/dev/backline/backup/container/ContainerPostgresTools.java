package dev.backline.backup.container;

import dev.backline.backup.DiskSpace;
import dev.backline.backup.DumpSource;
import dev.backline.backup.PostgresArguments;
import dev.backline.backup.PostgresTools;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.container.ServerContainer;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs of the server's own image, each in a container of its own beside the server. Dumps
 * go through a folder of the host. What a call that was killed has left there, container or files,
 * the next one removes first; so one call at a time may use a folder.
 */
public final class ContainerPostgresTools implements PostgresTools {

  /** Files go over the network before we could compress them: quickly is better than well. */
  private static final String QUICK_GZIP = "1";

  private final ReachedHost host;
  private final ServerContainer server;
  private final ToolFolder folder;
  private final ServerImage image;

  private ContainerPostgresTools(
      ReachedHost host, ServerContainer server, ToolFolder folder, ServerImage image) {
    this.host = host;
    this.server = server;
    this.folder = folder;
    this.image = image;
  }

  /**
   * Those of a server that runs.
   *
   * @param folder of the host, absolute, for dumps on their way; the one above it exists and
   *     belongs to the log-in's user
   * @throws BacklineException with {@code UNAVAILABLE} if its container isn't there or has no
   *     pg_dump
   */
  public static ContainerPostgresTools of(ReachedHost host, ServerContainer server, Path folder)
      throws InterruptedException {
    return new ContainerPostgresTools(
        host, server, new ToolFolder(host, folder), ServerImage.of(host, server));
  }

  @Override
  public int major() {
    return image.major();
  }

  @Override
  public boolean compress() {
    return true;
  }

  @Override
  public CommandResult dump(DumpSource source, Path target, Duration limit, CommandOutput output)
      throws InterruptedException {
    requireNotOlderThan(source.server(), source.tried());
    return inFolder(
        source.tried(),
        () -> {
          DiskSpace.requireForDump(source, target);
          requireSpace(source.tried(), source.bytes());
          List<String> arguments =
              PostgresArguments.dump(
                  major(), QUICK_GZIP, source.snapshot(), ToolCommands.MOUNT + "/dump");
          CommandResult result = run("pg_dump", arguments, source.database(), limit, output);
          if (result.succeeded()) {
            folder.fetch(target, limit);
          }
          return result;
        });
  }

  @Override
  public CommandResult restore(
      DatabaseAccess target, Path dump, Duration limit, CommandOutput output)
      throws InterruptedException {
    String tried = "restoring into database " + target.name();
    return inFolder(
        tried,
        () -> {
          requireSpace(tried, bytes(dump));
          folder.put(dump, limit);
          List<String> arguments =
              PostgresArguments.restore(target.name(), ToolCommands.MOUNT + "/dump");
          return run("pg_restore", arguments, target, limit, output);
        });
  }

  @FunctionalInterface
  private interface Use {
    CommandResult run() throws IOException, InterruptedException;
  }

  private CommandResult inFolder(String tried, Use use) throws InterruptedException {
    clear();
    try {
      folder.make(folder.path());
      return use.run();
    } catch (IOException e) {
      throw Failure.unavailable(
              tried, String.valueOf(e.getMessage()), "check the disk of this machine")
          .toException(e);
    } finally {
      clearIfReached();
    }
  }

  private CommandResult run(
      String program,
      List<String> arguments,
      DatabaseAccess database,
      Duration limit,
      CommandOutput output)
      throws InterruptedException {
    HostCommand command =
        ToolCommands.run(
            server,
            image.id(),
            folder.path(),
            folder.owner(),
            database,
            PostgresArguments.of(program, arguments));
    return host.run(command.within(limit), output);
  }

  private void requireSpace(String tried, long bytes) throws InterruptedException {
    DiskSpace.check(tried, folder.path() + " on " + host.name(), bytes, folder.freeBytes());
  }

  /** Containers first: they write into the folder. */
  private void clear() throws InterruptedException {
    CommandResult left = host.run(ToolCommands.list(folder.path()));
    if (!left.succeeded()) {
      throw cannotClear(left);
    }
    if (!left.stdout().isEmpty()) {
      CommandResult removed = host.run(ToolCommands.remove(left.stdout()));
      if (!removed.succeeded() && !ToolCommands.isGoneAnyway(removed.lastWords())) {
        throw cannotClear(removed);
      }
    }
    folder.remove();
  }

  private RuntimeException cannotClear(CommandResult result) {
    return Failure.unavailable(
            "removing the containers of pg_dump and pg_restore on " + host.name(),
            result.lastWords(),
            "see that the container engine runs there")
        .toException();
  }

  /** A host that is lost in the middle must not hide how it was lost; the next call clears. */
  private void clearIfReached() throws InterruptedException {
    try {
      clear();
    } catch (BacklineException theNextCallClears) {
      // Told by what went before, if that failed.
    }
  }

  private static long bytes(Path dump) throws IOException {
    try (Stream<Path> files = Files.list(dump)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}

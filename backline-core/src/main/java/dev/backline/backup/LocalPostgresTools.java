package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.cluster.PostgresBinaries;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The programs of this machine. */
public final class LocalPostgresTools implements PostgresTools {

  /** What gzip gives is worth less than its time: the dump's files are compressed afterwards. */
  private static final String NOT_BY_GZIP = "0";

  private final Host host;
  private final PostgresBinaries binaries;

  /**
   * @param host this machine
   */
  public LocalPostgresTools(Host host, PostgresBinaries binaries) {
    this.host = host;
    this.binaries = binaries;
  }

  @Override
  public int major() {
    return binaries.major();
  }

  @Override
  public boolean compress() {
    return PostgresArguments.haveZstd(major());
  }

  @Override
  public CommandResult dump(DumpSource source, Path target, Duration limit, CommandOutput output)
      throws InterruptedException {
    requireNotOlderThan(source.server(), source.tried());
    requireSpace(source, target);
    List<String> arguments =
        PostgresArguments.dump(major(), NOT_BY_GZIP, source.snapshot(), target.toString());
    return run("pg_dump", arguments, source.database(), limit, output);
  }

  @Override
  public CommandResult restore(
      DatabaseAccess target, Path dump, Duration limit, CommandOutput output)
      throws InterruptedException {
    List<String> arguments = PostgresArguments.restore(target.name(), dump.toString());
    return run("pg_restore", arguments, target, limit, output);
  }

  private CommandResult run(
      String program,
      List<String> arguments,
      DatabaseAccess database,
      Duration limit,
      CommandOutput output)
      throws InterruptedException {
    return host.run(
        HostCommand.of(PostgresArguments.of(binaries.program(program), arguments))
            .with(database.clientEnvironment())
            .within(limit),
        output);
  }

  private static void requireSpace(DumpSource source, Path target) {
    try {
      DiskSpace.requireForDump(source, target);
    } catch (IOException e) {
      throw Failure.unavailable(
              source.tried(),
              "its disk can't be looked at: " + e.getMessage(),
              "check the directory " + target)
          .toException(e);
    }
  }
}

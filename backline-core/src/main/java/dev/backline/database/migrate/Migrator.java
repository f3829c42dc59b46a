package dev.backline.database.migrate;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.ServerLock;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.secret.Masker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Migrates one database by the app's own commands, never two at once. A command's word is not
 * taken: the status before and after decides.
 */
public final class Migrator {

  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);
  private static final int LAST_LINES = 3;

  private final Host host;
  private final MigrationTool tool;
  private final DatabaseAccess database;
  private final Masker masker;
  private final Duration lockWait;

  /**
   * @param database what the tool's environment points at; the lock is held there
   * @param masker applied to what the tool says before it is put into a failure
   */
  public Migrator(Host host, MigrationTool tool, DatabaseAccess database, Masker masker) {
    this(host, tool, database, masker, LOCK_WAIT);
  }

  Migrator(
      Host host, MigrationTool tool, DatabaseAccess database, Masker masker, Duration lockWait) {
    this.host = host;
    this.tool = tool;
    this.database = database;
    this.masker = masker;
    this.lockWait = lockWait;
  }

  /** What is applied and pending; takes no lock and changes nothing. */
  public MigrationStatus status() throws InterruptedException {
    CommandResult result = host.run(tool.status());
    if (!result.succeeded()) {
      throw Failure.unavailable(
              "reading which migrations of database " + database.name() + " are applied",
              lastWords(result),
              "run the command migrations.status by hand and mend what it says")
          .toException();
    }
    return MigrationStatus.parse(result.stdout());
  }

  /** Applies what is pending. */
  public MigrationResult up(CommandOutput output) throws InterruptedException {
    return locked(() -> {
      MigrationStatus before = status();
      if (before.isUpToDate()) {
        return new MigrationResult.Done(before, before, List.of());
      }
      List<MigrationId> wanted =
          Stream.concat(before.applied().stream(), before.pending().stream()).toList();
      return runAndCheck("migrating", tool.up(), before, wanted, output);
    });
  }

  /**
   * Reverts all that was applied after that one.
   *
   * @param to the last migration that stays; none stays if empty
   * @throws BacklineException with {@code REFUSED} if the app can't go down, with {@code USAGE} if
   *     {@code to} isn't applied; nothing was changed then
   */
  public MigrationResult down(Optional<MigrationId> to, CommandOutput output)
      throws InterruptedException {
    requireWayDown(to);
    return locked(() -> down(status(), to, output));
  }

  /**
   * The same where nobody else migrates, and so nobody has to be asked again.
   *
   * @param before what is applied
   */
  public MigrationResult downFrom(
      MigrationStatus before, Optional<MigrationId> to, CommandOutput output)
      throws InterruptedException {
    requireWayDown(to);
    return locked(() -> down(before, to, output));
  }

  private MigrationResult down(
      MigrationStatus before, Optional<MigrationId> to, CommandOutput output)
      throws InterruptedException {
    List<MigrationId> wanted = before.remainingAfterDown(to);
    if (wanted.equals(before.applied())) {
      return new MigrationResult.Done(before, before, List.of());
    }
    return runAndCheck("reverting migrations of", requireWayDown(to), before, wanted, output);
  }

  private HostCommand requireWayDown(Optional<MigrationId> to) {
    return tool.down(to).orElseThrow(() -> cannotGoDown());
  }

  private MigrationResult runAndCheck(
      String tried,
      HostCommand command,
      MigrationStatus before,
      List<MigrationId> wanted,
      CommandOutput output)
      throws InterruptedException {
    CommandResult result = host.run(command, output);
    Optional<MigrationStatus> now = statusIfReadable();
    boolean asWanted =
        now.filter(status -> List.copyOf(status.applied()).containsAll(wanted))
            .filter(status -> wanted.containsAll(status.applied()))
            .isPresent();
    if (result.succeeded() && asWanted) {
      return new MigrationResult.Done(before, now.get(), changed(before, now.get()));
    }
    String cause =
        result.succeeded()
            ? command.program() + " ended well but did not do it"
            : lastWords(result);
    String state =
        now.map(MigrationStatus::told).orElse("what is applied now could not be found out");
    Failure failure =
        Failure.needsPerson(
            tried + " database " + database.name(),
            cause + "; " + state,
            "mend the migration; until then the database stays as told");
    return new MigrationResult.Failed(failure, before, now);
  }

  private Optional<MigrationStatus> statusIfReadable() throws InterruptedException {
    try {
      return Optional.of(status());
    } catch (BacklineException toldByTheMigrationsOwnFailure) {
      return Optional.empty();
    }
  }

  private static List<MigrationId> changed(MigrationStatus before, MigrationStatus now) {
    return Stream.concat(
            now.applied().stream().filter(id -> !before.applied().contains(id)),
            before.applied().stream().filter(id -> !now.applied().contains(id)))
        .toList();
  }

  private MigrationResult locked(Work work) throws InterruptedException {
    Duration longest = lockWait.plus(tool.commands().timeout().multipliedBy(4));
    try (Connection connection = database.connect(longest);
        ServerLock lock = ServerLock.take(connection, "migrations", lockWait)) {
      return work.run();
    } catch (SQLException e) {
      throw Failure.unavailable(
              "taking the migration lock of database " + database.name(),
              "55P03".equals(e.getSQLState())
                  ? "another migration of it has been running for " + lockWait.toSeconds() + " s"
                  : "PostgreSQL said: " + e.getMessage(),
              "wait for the other migration to end, or see whether the database answers")
          .toException(e);
    }
  }

  private String lastWords(CommandResult result) {
    if (result.timedOut()) {
      return result.lastWords();
    }
    List<String> said =
        Stream.of(result.stderr(), result.stdout())
            .map(lines -> lines.stream().filter(line -> !line.isBlank()).toList())
            .filter(lines -> !lines.isEmpty())
            .findFirst()
            .orElse(List.of(result.lastWords()));
    return masker.mask(
        said.subList(Math.max(0, said.size() - LAST_LINES), said.size()).stream()
            .collect(Collectors.joining(" | ")));
  }

  private BacklineException cannotGoDown() {
    return Failure.refused(
            "reverting migrations of database " + database.name(),
            "the app declares no command migrations.down",
            "roll back the app only, or restore a backup")
        .toException();
  }

  @FunctionalInterface
  private interface Work {
    MigrationResult run() throws InterruptedException;
  }
}

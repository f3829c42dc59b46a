package dev.backline.backup;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DurableFile;
import dev.backline.database.catalogue.ContentDigest;
import dev.backline.database.catalogue.ContentReader;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.database.catalogue.SchemaReader;
import dev.backline.database.catalogue.SchemaScope;
import dev.backline.database.catalogue.SequencePosition;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Makes the backup that a deployment begins with: pg_dump's directory format, and in the very same
 * snapshot the digest of every table, by which a restore can be proven.
 */
public final class PreDeployBackup {

  private final PostgresTools tools;
  private final BackupStore store;
  private final InstantSource clock;

  /**
   * @param tools of the server's own major version, or a newer one
   */
  public PreDeployBackup(PostgresTools tools, BackupStore store, InstantSource clock) {
    this.tools = tools;
    this.store = store;
    this.clock = clock;
  }

  /** A name for a backup started now: choose it before, so that it can be probed after a crash. */
  public BackupId name(BackupSubject subject) {
    Instant time = clock.instant();
    BackupFolder folder = store.folder(subject.app(), subject.environment());
    while (Files.exists(folder.of(BackupId.of(time, subject)))) {
      time = time.plusSeconds(1);
    }
    return BackupId.of(time, subject);
  }

  /**
   * Makes it. One backup of an environment may run at a time.
   *
   * @param database as a role that may read all of it, from this machine
   * @param limit how long dump and digest may take
   */
  public Backup create(
      BackupId id,
      BackupSubject subject,
      DatabaseAccess database,
      Duration limit,
      CommandOutput output)
      throws InterruptedException {
    BackupFolder folder = store.folder(subject.app(), subject.environment());
    Path unfinished = folder.unfinished(id);
    try {
      DurableFile.createDirectories(folder.root());
      folder.sweep();
      DurableFile.createDirectories(unfinished);
      BackupManifest manifest = dump(subject, database, unfinished, limit, output);
      DurableFile.write(unfinished.resolve(BackupFile.MANIFEST), manifest.toJson());
      syncAll(unfinished);
      DurableFile.rename(unfinished, folder.of(id));
      store.catalogue().put(manifest.record(id));
      return new Backup(id, folder.of(id), manifest);
    } catch (IOException | SQLException e) {
      throw failed(database, String.valueOf(e.getMessage())).toException(e);
    } finally {
      clear(unfinished);
    }
  }

  private BackupManifest dump(
      BackupSubject subject,
      DatabaseAccess database,
      Path target,
      Duration limit,
      CommandOutput output)
      throws IOException, SQLException, InterruptedException {
    Instant started = clock.instant();
    Path dump = target.resolve(BackupFolder.DUMP);
    try (DatabaseSnapshot snapshot = DatabaseSnapshot.open(database, limit);
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      // Sequences don't follow the snapshot: read before pg_dump reads them, so that no copy of the
      // dump is behind.
      SortedMap<String, SequencePosition> sequences =
          ContentReader.sequences(snapshot.connection());
      DumpSource source = snapshot.source(database);
      Future<CommandResult> dumping = beside.submit(() -> tools.dump(source, dump, limit, output));
      ContentDigest content;
      SchemaFingerprint schema;
      try {
        content =
            new ContentDigest(
                ContentReader.readInTransaction(snapshot.connection()).tables(), sequences);
        schema = SchemaReader.read(snapshot.connection(), SchemaScope.whole());
        requireSuccess(database, dumping);
      } catch (SQLException | RuntimeException | InterruptedException e) {
        dumping.cancel(true);
        throw e;
      }
      if (!tools.compress()) {
        DumpCompression.compress(dump);
      }
      Files.write(target.resolve(BackupFolder.SCHEMA), schema.lines());
      return new BackupManifest(
          BackupManifest.FORMAT,
          subject.app().value(),
          subject.environment().value(),
          subject.release(),
          subject.commit().value(),
          database.name().value(),
          source.server().toString(),
          source.bytes(),
          tools.compress() ? BackupManifest.COMPRESSED_BY_PG_DUMP : BackupManifest.COMPRESSED_BY_US,
          started.toString(),
          clock.instant().toString(),
          schema.digest(),
          content,
          BackupFile.allIn(target));
    }
  }

  private static void requireSuccess(DatabaseAccess database, Future<CommandResult> dumping)
      throws InterruptedException {
    try {
      CommandResult result = dumping.get();
      if (!result.succeeded()) {
        throw failed(database, "pg_dump: " + result.lastWords()).toException();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BacklineException told) {
        throw told;
      }
      throw failed(database, "pg_dump: " + e.getCause()).toException(e);
    }
  }

  private static void syncAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        DurableFile.sync(file);
      }
    }
  }

  private static void clear(Path unfinished) {
    try {
      DirectoryTree.delete(unfinished);
    } catch (IOException theNextBackupSweepsIt) {
      // Its name says that it is no backup.
    }
  }

  private static Failure failed(DatabaseAccess database, String why) {
    return Failure.unavailable(
        "backing up database " + database.name(),
        why,
        "check that the server runs and the disk has room; no backup was made, nothing changed");
  }
}

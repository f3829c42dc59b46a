package dev.backline.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.DurableFile;
import dev.backline.failure.Failure;
import dev.backline.host.local.DirectoryTree;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The backups in the data directory and their catalogue. */
public final class BackupStore {

  private final DataDirectory directory;
  private final BackupCatalogue catalogue;

  public BackupStore(DataDirectory directory, BackupCatalogue catalogue) {
    this.directory = directory;
    this.catalogue = catalogue;
  }

  public BackupCatalogue catalogue() {
    return catalogue;
  }

  BackupFolder folder(AppName app, EnvironmentName environment) {
    return BackupFolder.of(directory, app, environment);
  }

  /** For files of the moment; makes it if needed. */
  Path workFolder() throws IOException {
    DurableFile.createDirectories(directory.work());
    return directory.work();
  }

  /**
   * Opens a backup.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it isn't there or
   *     its manifest can't be read
   */
  public Backup open(AppName app, EnvironmentName environment, BackupId id) {
    Path folder = folder(app, environment).of(id);
    try {
      String manifest = Files.readString(folder.resolve(BackupFile.MANIFEST));
      return new Backup(id, folder, BackupManifest.fromJson(manifest));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unusable(id, "its manifest can't be read: " + e.getMessage(), e);
    } catch (IOException e) {
      throw unusable(id, "it is not there: " + e.getMessage(), e);
    }
  }

  /** The backup if it is complete: for finding out whether one was made before a crash. */
  public Optional<Backup> probe(AppName app, EnvironmentName environment, BackupId id) {
    return Files.exists(folder(app, environment).of(id).resolve(BackupFile.MANIFEST))
        ? Optional.of(open(app, environment, id))
        : Optional.empty();
  }

  /** Notes why a backup can't be proven. */
  public void leaveUnproven(Backup backup, Instant at, String why) {
    catalogue.mark(known(backup), BackupState.UNPROVEN, at, why);
  }

  /** What the catalogue says of it, or its own manifest where the catalogue has lost it. */
  BackupRecord known(Backup backup) {
    BackupSubject subject = backup.manifest().subject();
    return catalogue
        .find(subject.app(), subject.environment(), backup.id())
        .orElseGet(() -> backup.manifest().record(backup.id()));
  }

  /** What retention would keep and delete; changes nothing. */
  public PreDeployRetention.Plan plan(
      AppName app, EnvironmentName environment, PreDeployRetention retention, Set<BackupId> inUse) {
    return retention.plan(catalogue.list(app, environment), inUse);
  }

  /** Deletes what the plan says, if the plan is still what retention would say. */
  public void delete(
      AppName app,
      EnvironmentName environment,
      PreDeployRetention retention,
      Set<BackupId> inUse,
      PreDeployRetention.Plan plan) {
    if (!plan(app, environment, retention, inUse).equals(plan)) {
      throw Failure.refused(
              "deleting old backups of " + app + " in " + environment,
              "the backups have changed since this was planned",
              "plan it again")
          .toException();
    }
    for (BackupId id : plan.delete().keySet()) {
      deleteOne(app, environment, id);
    }
  }

  private void deleteOne(AppName app, EnvironmentName environment, BackupId id) {
    BackupFolder folder = folder(app, environment);
    try {
      // Renamed first: a crash leaves something that is no backup, and that the next one sweeps.
      if (Files.exists(folder.of(id))) {
        Files.move(folder.of(id), folder.unfinished(id));
      }
      catalogue.remove(app, environment, id);
      DirectoryTree.delete(folder.unfinished(id));
    } catch (IOException e) {
      throw Failure.unavailable(
              "deleting backup " + id, e.toString(), "check the directory's owner and mode")
          .toException(e);
    }
  }

  private static RuntimeException unusable(BackupId id, String why, Exception e) {
    return Failure.unavailable(
            "opening backup " + id, why, "choose another backup of the same environment's folder")
        .toException(e);
  }
}

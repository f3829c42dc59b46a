package dev.backline.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which backups of one environment's series stay: the newest ones that are not FAILED, and always
 * the last PROVEN one. FAILED ones take no place and go, but never while nothing is PROVEN: then
 * they may be all there is.
 *
 * @param count how many of the newest to keep, at least 1
 */
public record PreDeployRetention(int count) {

  public static final PreDeployRetention DEFAULT = new PreDeployRetention(10);

  public PreDeployRetention {
    if (count < 1) {
      throw new IllegalArgumentException("keeps none: " + count);
    }
  }

  /**
   * What stays and why, and what goes and why; each backup is in exactly one of both.
   *
   * @param keep reasons by backup
   * @param delete reasons by backup
   */
  public record Plan(Map<BackupId, String> keep, Map<BackupId, String> delete) {
    public Plan {
      keep = Map.copyOf(keep);
      delete = Map.copyOf(delete);
    }
  }

  /**
   * @param inUse backups that a run needs now
   */
  public Plan plan(List<BackupRecord> backups, Set<BackupId> inUse) {
    List<BackupRecord> newestFirst = new ArrayList<>(backups);
    newestFirst.sort(Comparator.comparing(BackupRecord::id).reversed());
    Optional<BackupId> proven =
        newestFirst.stream()
            .filter(backup -> backup.state() == BackupState.PROVEN)
            .map(BackupRecord::id)
            .findFirst();
    List<BackupId> newest =
        newestFirst.stream()
            .filter(backup -> backup.state() != BackupState.FAILED)
            .limit(count)
            .map(BackupRecord::id)
            .toList();
    Map<BackupId, String> keep = new TreeMap<>();
    Map<BackupId, String> delete = new TreeMap<>();
    for (BackupRecord backup : newestFirst) {
      BackupId id = backup.id();
      if (inUse.contains(id)) {
        keep.put(id, "a run uses it");
      } else if (proven.filter(id::equals).isPresent()) {
        keep.put(id, "it is the last proven one");
      } else if (newest.contains(id)) {
        keep.put(id, "it is one of the newest " + count);
      } else if (proven.isEmpty()) {
        keep.put(id, "no backup is proven yet");
      } else {
        delete.put(
            id,
            backup.state() == BackupState.FAILED
                ? "its check failed and a proven one is there"
                : count + " newer ones are there");
      }
    }
    return new Plan(keep, delete);
  }
}

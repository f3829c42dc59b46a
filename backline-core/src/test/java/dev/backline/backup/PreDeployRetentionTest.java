package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreDeployRetentionTest {

  private static final long SEED = 20_261_123;

  @Test
  void keepsTheTenNewest() {
    List<BackupRecord> backups =
        IntStream.range(0, 13).mapToObj(n -> backup(n, BackupState.PROVEN)).toList();

    PreDeployRetention.Plan plan = PreDeployRetention.DEFAULT.plan(backups, Set.of());

    assertThat(plan.delete().keySet()).containsExactlyInAnyOrder(id(0), id(1), id(2));
  }

  @Test
  void keepsTheLastProvenOneHoweverOld() {
    List<BackupRecord> backups = new ArrayList<>(List.of(backup(0, BackupState.PROVEN)));
    IntStream.range(1, 20).forEach(n -> backups.add(backup(n, BackupState.UNPROVEN)));

    PreDeployRetention.Plan plan = PreDeployRetention.DEFAULT.plan(backups, Set.of());

    assertThat(plan.keep()).containsEntry(id(0), "it is the last proven one").hasSize(11);
  }

  @Test
  void holdsItsLawsForRandomSeries() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      List<BackupRecord> backups = new ArrayList<>();
      int size = random.nextInt(30);
      for (int n = 0; n < size; n++) {
        backups.add(backup(n, BackupState.values()[random.nextInt(4)]));
      }
      int count = 1 + random.nextInt(12);
      Set<BackupId> inUse =
          size == 0 || random.nextBoolean() ? Set.of() : Set.of(id(random.nextInt(size)));
      PreDeployRetention retention = new PreDeployRetention(count);
      PreDeployRetention.Plan plan = retention.plan(backups, inUse);

      Set<BackupId> both = new HashSet<>(plan.keep().keySet());
      both.addAll(plan.delete().keySet());
      assertThat(both).hasSize(size).hasSize(plan.keep().size() + plan.delete().size());
      assertThat(plan.keep().keySet()).containsAll(inUse);
      backups.stream()
          .filter(backup -> backup.state() == BackupState.PROVEN)
          .map(BackupRecord::id)
          .max(BackupId::compareTo)
          .ifPresentOrElse(
              proven -> assertThat(plan.keep()).containsKey(proven),
              () -> assertThat(plan.delete()).isEmpty());

      List<BackupRecord> shuffled = new ArrayList<>(backups);
      Collections.shuffle(shuffled, random);
      assertThat(retention.plan(shuffled, inUse)).isEqualTo(plan);

      List<BackupRecord> kept =
          backups.stream().filter(backup -> plan.keep().containsKey(backup.id())).toList();
      assertThat(retention.plan(kept, inUse).delete()).isEmpty();
      assertThat(new PreDeployRetention(count + 1).plan(backups, inUse).keep().keySet())
          .containsAll(plan.keep().keySet());
    }
  }

  private static BackupRecord backup(int number, BackupState state) {
    Instant time = Instant.ofEpochSecond(1_800_000_000L + number * 3600L);
    return new BackupRecord(
        id(number), BackupFixture.SUBJECT, state, time, time, 1, 1, time, "made for a test");
  }

  private static BackupId id(int number) {
    return BackupId.of(
        Instant.ofEpochSecond(1_800_000_000L + number * 3600L), BackupFixture.SUBJECT);
  }
}

package dev.backline.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.EnvironmentName;
import dev.backline.release.DeploymentFacts.BackupFact;
import dev.backline.release.DeploymentFacts.ChecksFact;
import dev.backline.release.DeploymentFacts.ProofFact;
import dev.backline.release.DeploymentFacts.SwitchFact;
import dev.backline.source.Commit;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReleaseNotesTest {

  @Test
  void tellCommitsAndTheDeploymentItself() {
    SequencedMap<String, Duration> durations = new LinkedHashMap<>();
    durations.put("back up", Duration.ofMillis(1234));
    durations.put("switch", Duration.ofMillis(80));
    DeploymentFacts facts =
        new DeploymentFacts(
            "sha256:abc",
            Optional.of(new ChecksFact(120, 0, 2, Optional.of(0.874))),
            Optional.of(new BackupFact("prod-20260301", "PROVEN")),
            List.of("003-albums"),
            durations,
            Optional.of(new SwitchFact(4200, 0)),
            Optional.of(
                new ProofFact(
                    List.of("the pending migrations run: passed in 0.4 s"),
                    List.of("of the app: safe, <nothing> is lost"),
                    List.of("ada: we have *looked*"))));
    List<Commit> commits =
        List.of(
            commit('a', "Merge branch 'albums'", 2),
            commit('b', "Add albums", 1),
            commit('c', "Fix <script> in *names*", 1));

    assertThat(notes(commits, Optional.of(Version.parse("v0.1.0-alpha")), facts))
        .isEqualTo(
            """
            # v0.2.0-alpha

            Released to prod on 2026-03-01T12:00:00Z.

            ## Changes since v0.1.0-alpha

            - Add albums (bbbbbbb, Ada)
            - Fix \\<script\\> in \\*names\\* (ccccccc, Ada)

            Brought in by 1 merge.

            ## Deployment

            - Artifact: `sha256:abc`
            - Checks: 120 tests, 0 failed, 2 skipped, 87.4 % of lines covered
            - Backup: `prod-20260301`, PROVEN
            - Migrations: `003-albums`
            - Requests during the switch: 4200 served, 0 failed
            - Durations: back up 1.2 s, switch 0.1 s

            ## Proof

            - the pending migrations run: passed in 0.4 s
            - Rollback of the app: safe, \\<nothing\\> is lost
            - Approved by ada: we have \\*looked\\*
            """);
  }

  @Test
  void leaveOutWhatThereWasNot() {
    String notes = notes(List.of(), Optional.empty(), nothing());

    assertThat(notes).contains("## Changes\n\nNo commits of its own.").contains("Migrations: none");
    assertThat(notes).doesNotContain("Backup", "Checks", "Requests", "Durations", "since", "Proof");
  }

  @Test
  void stayReadableAfterALongTime() {
    List<Commit> commits =
        IntStream.range(0, 250).mapToObj(i -> commit('d', "Change " + i, 1)).toList();

    assertThat(notes(commits, Optional.empty(), nothing()))
        .contains("Change 199 ", "- and 50 earlier ones")
        .doesNotContain("Change 200");
  }

  private static DeploymentFacts nothing() {
    return new DeploymentFacts(
        "sha256:abc",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty());
  }

  private static String notes(
      List<Commit> commits, Optional<Version> since, DeploymentFacts facts) {
    return new ReleaseNotes(
            Version.parse("v0.2.0-alpha"),
            new EnvironmentName("prod"),
            Instant.parse("2026-03-01T12:00:00.5Z"),
            since,
            commits,
            facts)
        .markdown();
  }

  private static Commit commit(char digit, String subject, int parents) {
    CommitId id = new CommitId(String.valueOf(digit).repeat(40));
    return new Commit(
        id,
        java.util.Collections.nCopies(parents, id),
        "Ada",
        "ada@example.test",
        Instant.EPOCH,
        subject,
        "");
  }
}

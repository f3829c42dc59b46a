package dev.backline.release;

import dev.backline.config.EnvironmentName;
import dev.backline.source.Commit;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The notes of a release. Pure.
 *
 * @param since the version before it; empty for the first one
 * @param commits that are new in it, newest first
 */
public record ReleaseNotes(
    Version version,
    EnvironmentName environment,
    Instant at,
    Optional<Version> since,
    List<Commit> commits,
    DeploymentFacts facts) {

  private static final int MOST_COMMITS = 200;

  public ReleaseNotes {
    commits = List.copyOf(commits);
  }

  /** The notes in Markdown (CommonMark). Merge commits are counted, not listed. */
  public String markdown() {
    List<String> lines = new ArrayList<>();
    lines.add("# " + version);
    lines.add("");
    lines.add("Released to " + environment + " on " + at.truncatedTo(ChronoUnit.SECONDS) + ".");
    lines.add("");
    lines.add("## Changes" + since.map(before -> " since " + before).orElse(""));
    lines.add("");
    lines.addAll(changes());
    lines.add("");
    lines.add("## Deployment");
    lines.add("");
    lines.addAll(deployment());
    facts.proof().ifPresent(proof -> lines.addAll(proven(proof)));
    return String.join("\n", lines) + "\n";
  }

  private List<String> changes() {
    List<Commit> own = commits.stream().filter(commit -> !commit.isMerge()).toList();
    int merges = commits.size() - own.size();
    List<String> lines =
        own.stream()
            .limit(MOST_COMMITS)
            .map(ReleaseNotes::line)
            .collect(Collectors.toCollection(ArrayList::new));
    if (own.size() > MOST_COMMITS) {
      lines.add("- and " + (own.size() - MOST_COMMITS) + " earlier ones");
    }
    if (own.isEmpty()) {
      lines.add("No commits of its own.");
    }
    if (merges > 0) {
      lines.add("");
      lines.add(merges == 1 ? "Brought in by 1 merge." : "Brought in by " + merges + " merges.");
    }
    return lines;
  }

  private static String line(Commit commit) {
    String subject = commit.subject().isBlank() ? "(no subject)" : plain(commit.subject());
    return "- " + subject + " (" + commit.id().abbreviated() + ", " + plain(commit.author()) + ")";
  }

  private List<String> deployment() {
    List<String> lines = new ArrayList<>();
    lines.add("- Artifact: `" + facts.artifact() + "`");
    facts.checks().ifPresent(checks -> lines.add("- Checks: " + told(checks)));
    facts
        .backup()
        .ifPresent(backup -> lines.add("- Backup: `" + backup.name() + "`, " + backup.state()));
    lines.add(
        "- Migrations: "
            + (facts.migrations().isEmpty()
                ? "none"
                : facts.migrations().stream()
                    .map(name -> "`" + name + "`")
                    .collect(Collectors.joining(", "))));
    facts
        .switched()
        .ifPresent(seen ->
            lines.add(
                "- Requests during the switch: %d served, %d failed"
                    .formatted(seen.served(), seen.failed())));
    if (!facts.durations().isEmpty()) {
      lines.add("- Durations: " + durations());
    }
    return lines;
  }

  private static List<String> proven(DeploymentFacts.ProofFact proof) {
    List<String> lines = new ArrayList<>(List.of("", "## Proof", ""));
    proof.parts().forEach(part -> lines.add("- " + plain(part)));
    proof.rollback().forEach(way -> lines.add("- Rollback " + plain(way)));
    proof.approvals().forEach(by -> lines.add("- Approved by " + plain(by)));
    return lines;
  }

  private static String told(DeploymentFacts.ChecksFact checks) {
    return "%d tests, %d failed, %d skipped"
            .formatted(checks.tests(), checks.failed(), checks.skipped())
        + checks
            .lineCoverage()
            .map(share -> String.format(Locale.ROOT, ", %.1f %% of lines covered", share * 100))
            .orElse("");
  }

  private String durations() {
    return facts.durations().entrySet().stream()
        .map(step -> plain(step.getKey()) + " " + seconds(step.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  /** Text that Markdown and HTML take for nothing but text. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll("([\\\\`*_\\[\\]<>#|&~])", "\\\\$1");
  }
}

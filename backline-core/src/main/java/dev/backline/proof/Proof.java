package dev.backline.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The recorded evidence of a rehearsal.
 *
 * @param format of its JSON; this program writes {@value #FORMAT}
 * @param run that was rehearsed
 * @param made ISO 8601, UTC
 * @param before the release before; empty if nothing served
 * @param backup that the copy was restored from; empty if there is none
 * @param pending how many migrations were
 * @param statements of the migrations, in the order in which they ended
 * @param findings of the lint, a line each
 * @param network how far what was tried was shut off from the network, and why no farther; empty if
 *     nothing was tried, and in proofs of before that was told
 */
public record Proof(
    int format,
    long run,
    String made,
    String release,
    String before,
    String backup,
    long pending,
    List<ProofPart> parts,
    List<ProvenStatement> statements,
    List<String> findings,
    RollbackPlan plan,
    String network) {

  static final int FORMAT = 1;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public Proof {
    if (format != FORMAT) {
      throw new IllegalArgumentException("a proof of format " + format + " is not known");
    }
    parts = List.copyOf(parts);
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
    network = Objects.requireNonNullElse(network, "");
  }

  /** Also works out the rollback plan. */
  public static Proof of(
      Rehearsed rehearsed,
      List<ProofPart> parts,
      List<ProvenStatement> statements,
      List<String> findings,
      String network) {
    return new Proof(
        FORMAT,
        rehearsed.run().value(),
        rehearsed.at().toString(),
        rehearsed.release(),
        rehearsed.before().orElse(""),
        rehearsed.backup().orElse(""),
        rehearsed.pending(),
        parts,
        statements,
        findings,
        RollbackPlan.of(parts, rehearsed.pending()),
        network);
  }

  /**
   * @throws IllegalStateException if it was not written by {@link #json}
   */
  static Proof of(String json) {
    try {
      return JSON.readValue(json, Proof.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a proof in the state file can't be read", e);
    }
  }

  /** On one line; keys are added, never changed. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Of the migrations' statements; zero if there were none. */
  public Duration slowest() {
    return Duration.ofMillis(
        statements.stream().mapToLong(ProvenStatement::tookMillis).max().orElse(0));
  }

  Optional<ProofPart> failed(PartName name) {
    return parts.stream()
        .filter(part -> part.name() == name && part.outcome() == Outcome.FAILED)
        .findFirst();
  }
}

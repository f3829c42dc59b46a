package dev.backline.proof;

import dev.backline.journal.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proofs to judge. */
final class Proofs {

  private Proofs() {}

  /** Everything passed but these. */
  static Proof with(long pending, Map<PartName, Outcome> others) {
    List<ProofPart> parts = new ArrayList<>();
    for (PartName name : PartName.values()) {
      Outcome outcome = others.getOrDefault(name, Outcome.PASSED);
      parts.add(new ProofPart(name, outcome, name + " " + outcome, 10));
    }
    return Proof.of(
        new Rehearsed(
            new RunId(7),
            Instant.parse("2026-03-01T12:00:00Z"),
            "v0.2.0",
            Optional.of("v0.1.0"),
            Optional.of("20260301T115900Z_v0.2.0_abc"),
            pending),
        parts,
        List.of(
            new ProvenStatement(
                "alter table band add column born int",
                3,
                0,
                List.of("ACCESS_EXCLUSIVE public.band"),
                List.of(),
                "")),
        List.of(),
        "shut off");
  }
}

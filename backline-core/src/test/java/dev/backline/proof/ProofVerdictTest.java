package dev.backline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.ProofRule;
import dev.backline.config.ProofSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProofVerdictTest {

  private static final ProofSpec WARN =
      new ProofSpec(ProofRule.WARN, ProofRule.WARN, ProofRule.WARN, ProofRule.WARN);

  @Test
  void goesOnWithoutAWordWhereEverythingHolds() {
    assertThat(ProofVerdict.of(Proofs.with(1, Map.of()), WARN))
        .isEqualTo(new ProofVerdict.GoOn(java.util.List.of()));
  }

  @ParameterizedTest
  @EnumSource(names = {"RESTORE", "MIGRATE_UP", "NEW_RELEASE"})
  void neverGoesOnWithWhatFailedOnTheCopyWhateverThePolicy(PartName part) {
    assertThat(ProofVerdict.of(Proofs.with(1, Map.of(part, Outcome.FAILED)), WARN))
        .isInstanceOf(ProofVerdict.Broken.class);
  }

  @Test
  void followsThePolicyOfEachFinding() {
    Proof oldBreaks = Proofs.with(1, Map.of(PartName.OLD_RELEASE, Outcome.FAILED));

    assertThat(ProofVerdict.of(oldBreaks, WARN)).isInstanceOf(ProofVerdict.GoOn.class);
    assertThat(
            ProofVerdict.of(
                oldBreaks,
                new ProofSpec(ProofRule.WARN, ProofRule.APPROVE, ProofRule.WARN, ProofRule.WARN)))
        .isInstanceOf(ProofVerdict.NeedsApproval.class);
    assertThat(
            ProofVerdict.of(
                oldBreaks,
                new ProofSpec(ProofRule.WARN, ProofRule.BLOCK, ProofRule.WARN, ProofRule.WARN)))
        .isInstanceOf(ProofVerdict.Refused.class);
  }

  @Test
  void asksForNothingAboutTheSchemaWhenNoMigrationIsPending() {
    ProofSpec strict =
        new ProofSpec(ProofRule.BLOCK, ProofRule.BLOCK, ProofRule.BLOCK, ProofRule.BLOCK);

    assertThat(
            ProofVerdict.of(
                Proofs.with(
                    0,
                    Map.of(
                        PartName.OLD_RELEASE,
                        Outcome.FAILED,
                        PartName.MIGRATE_UP,
                        Outcome.NOT_DONE)),
                strict))
        .isInstanceOf(ProofVerdict.GoOn.class);
  }

  @Test
  void isNeverMilderUnderAStricterPolicy() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int i = 0; i < 2_000; i++) {
      Map<PartName, Outcome> outcomes = new EnumMap<>(PartName.class);
      for (PartName name : PartName.values()) {
        outcomes.put(name, Outcome.values()[random.nextInt(3)]);
      }
      Proof proof = Proofs.with(random.nextInt(2), outcomes);
      ProofRule[] mild = rules(random);
      ProofRule[] strict = mild.clone();
      strict[random.nextInt(4)] = ProofRule.BLOCK;

      assertThat(severity(ProofVerdict.of(proof, spec(strict))))
          .as("seed %d, %s", seed, outcomes)
          .isGreaterThanOrEqualTo(severity(ProofVerdict.of(proof, spec(mild))));
    }
  }

  private static ProofRule[] rules(RandomGenerator random) {
    ProofRule[] rules = new ProofRule[4];
    for (int i = 0; i < rules.length; i++) {
      rules[i] = ProofRule.values()[random.nextInt(3)];
    }
    return rules;
  }

  private static ProofSpec spec(ProofRule[] rules) {
    return new ProofSpec(rules[0], rules[1], rules[2], rules[3]);
  }

  private static int severity(ProofVerdict verdict) {
    return switch (verdict) {
      case ProofVerdict.GoOn _ -> 0;
      case ProofVerdict.NeedsApproval _ -> 1;
      case ProofVerdict.Refused _ -> 2;
      case ProofVerdict.Broken _ -> 3;
    };
  }
}

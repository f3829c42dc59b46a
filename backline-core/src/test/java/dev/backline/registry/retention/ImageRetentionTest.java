package dev.backline.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.EnvironmentName;
import dev.backline.registry.retention.ImageRetention.Plan;
import dev.backline.registry.retention.ImageRetention.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImageRetentionTest {

  private static final long SEED = 20_261_127;
  private static final EnvironmentName PROD = new EnvironmentName("prod");

  @Test
  void whatAnEnvironmentNeedsStaysWithTheReason() {
    HeldImage serving = image(1);

    Plan plan = plan(List.of(serving), needs(Set.of(1), Map.of(digest(1), "prod serves it as v2")));

    assertThat(plan.keep())
        .containsOnly(Map.entry("ref-1", new Verdict(serving, "prod serves it as v2")));
    assertThat(plan.delete()).isEmpty();
  }

  @Test
  void whatTheEnvironmentBroughtAndNobodyNeedsGoes() {
    Plan plan = plan(List.of(image(1)), needs(Set.of(1), Map.of()));

    assertThat(plan.delete().keySet()).containsExactly("ref-1");
    assertThat(why(plan.delete())).contains("prod goes back to it no more");
  }

  @Test
  void whatAnotherEnvironmentBroughtStays() {
    Plan plan = plan(List.of(image(1)), needs(Set.of(), Map.of()));

    assertThat(why(plan.keep())).isEqualTo("it was not brought by prod");
  }

  @Test
  void whatAContainerIsMadeOfStaysThoughNobodyElseNeedsIt() {
    Plan plan =
        plan(
            List.of(image(1, "container b is made of it", "container a is made of it")),
            needs(Set.of(1), Map.of()));

    assertThat(why(plan.keep())).isEqualTo("container a is made of it, and 1 more");
  }

  @Test
  void theSameNameTwiceInOnePlaceIsAFault() {
    assertThatThrownBy(() -> plan(List.of(image(1), image(1)), needs(Set.of(1), Map.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void holdsItsLawsForRandomPlaces() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      List<HeldImage> held = held(random);
      ImageNeeds needs = needs(random);
      String told = "seed " + SEED + ", round " + round;
      Plan plan = plan(held, needs);

      // Keep and delete together are what there was, and nothing is in both.
      List<String> both = new ArrayList<>(plan.keep().keySet());
      both.addAll(plan.delete().keySet());
      assertThat(both)
          .as(told)
          .containsExactlyInAnyOrderElementsOf(held.stream().map(HeldImage::reference).toList());

      List<HeldImage> shuffled = new ArrayList<>(held);
      Collections.shuffle(shuffled, random);
      assertThat(plan(shuffled, needs)).as(told).isEqualTo(plan);

      Plan again = plan(plan.keep().values().stream().map(Verdict::image).toList(), needs);
      assertThat(again.keep()).as(told).isEqualTo(plan.keep());
      assertThat(again.delete()).as(told).isEmpty();

      assertThat(plan.keep().values()).as(told).noneMatch(verdict -> verdict.why().isBlank());
      assertThat(plan.delete().values())
          .as(told)
          .allSatisfy(verdict -> {
            assertThat(verdict.image().holders()).isEmpty();
            assertThat(needs.needed()).doesNotContainKey(verdict.image().digest());
            assertThat(needs.brought()).contains(verdict.image().digest());
          });

      Map<ArtifactDigest, String> more = new HashMap<>(needs.needed());
      more.put(digest(random.nextInt(12)), "one more needs it");
      assertThat(plan(held, new ImageNeeds(PROD, needs.brought(), more, Map.of())).keep().keySet())
          .as(told + ": who needs more keeps more")
          .containsAll(plan.keep().keySet());
    }
  }

  private static List<HeldImage> held(Random random) {
    Map<String, HeldImage> held = new TreeMap<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      HeldImage image =
          random.nextInt(4) == 0
              ? image(random.nextInt(12), "container c" + random.nextInt(3) + " is made of it")
              : image(random.nextInt(12));
      held.put(image.reference(), image);
    }
    return List.copyOf(held.values());
  }

  private static ImageNeeds needs(Random random) {
    Set<Integer> brought = new HashSet<>();
    Map<ArtifactDigest, String> needed = new HashMap<>();
    for (int i = random.nextInt(10); i > 0; i--) {
      brought.add(random.nextInt(12));
      if (random.nextBoolean()) {
        needed.put(digest(random.nextInt(12)), "somebody may go back to it");
      }
    }
    return needs(brought, needed);
  }

  private static ImageNeeds needs(Set<Integer> brought, Map<ArtifactDigest, String> needed) {
    Set<ArtifactDigest> digests = new HashSet<>();
    brought.forEach(number -> digests.add(digest(number)));
    return new ImageNeeds(PROD, digests, needed, Map.of());
  }

  private static Plan plan(List<HeldImage> held, ImageNeeds needs) {
    return ImageRetention.plan(held, needs);
  }

  private static String why(Map<String, Verdict> verdicts) {
    return Objects.requireNonNull(verdicts.get("ref-1")).why();
  }

  private static HeldImage image(int number, String... holders) {
    return new HeldImage("ref-" + number, digest(number), OptionalLong.empty(), List.of(holders));
  }

  private static ArtifactDigest digest(int number) {
    return ArtifactDigest.ofHex("%064x".formatted(number));
  }
}

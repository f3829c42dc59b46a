package dev.backline.release;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random versions, close enough to each other to collide; the same for the same seed. */
final class Versions {

  private static final List<String> IDENTIFIERS =
      List.of("alpha", "beta", "rc", "0", "1", "2", "11", "1a", "-", "99999999999999999999");

  private final Random random;

  Versions(long seed) {
    this.random = new Random(seed);
  }

  Version any() {
    return new Version(random.nextInt(2), random.nextInt(4), random.nextInt(3), suffix());
  }

  List<Version> some() {
    return IntStream.range(0, random.nextInt(6)).mapToObj(i -> any()).toList();
  }

  private Optional<String> suffix() {
    int length = random.nextInt(4);
    return length == 0
        ? Optional.empty()
        : Optional.of(
            IntStream.range(0, length)
                .mapToObj(i -> IDENTIFIERS.get(random.nextInt(IDENTIFIERS.size())))
                .collect(Collectors.joining(".")));
  }
}

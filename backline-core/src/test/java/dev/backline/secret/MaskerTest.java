package dev.backline.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskerTest {

  @Test
  void noSecretIsEverInMaskedText() {
    for (int seed = 0; seed < 5000; seed++) {
      Random random = new Random(seed);
      List<String> secrets =
          IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> word(random, 4, 12)).toList();
      // Pieces of the secrets next to each other, so that they overlap and hold one another.
      String text =
          IntStream.range(0, 20)
              .mapToObj(i -> random.nextBoolean() ? word(random, 0, 5) : piece(random, secrets))
              .collect(Collectors.joining());
      Masker masker = new Masker(secrets.stream().map(Secret::of).toList());
      for (String secret : secrets) {
        assertThat(masker.mask(text))
            .as("seed %d, %s in %s", seed, secret, text)
            .doesNotContain(secret);
        assertThat(masker.mask(secret)).as("seed %d", seed).isEqualTo(Secret.MASK);
      }
      assertThat(masker.mask(masker.mask(text))).as("seed %d", seed).isEqualTo(masker.mask(text));
    }
  }

  @Test
  void noRestOfAnOverlappedSecretStays() {
    Masker masker = new Masker(List.of(Secret.of("abcdef"), Secret.of("defghi")));

    assertThat(masker.mask("x abcdefghi y")).isEqualTo("x •••• y");
  }

  @Test
  void aSecretThatHoldsAnotherIsMaskedWhole() {
    Masker masker = new Masker(List.of(Secret.of("pass"), Secret.of("my-password-1")));

    assertThat(masker.mask("my-password-1 passes")).isEqualTo("•••• ••••es");
  }

  @Test
  void aSecretOfSeveralLinesIsMaskedLineByLine() {
    for (int seed = 0; seed < 1000; seed++) {
      Random random = new Random(seed);
      List<String> lines =
          IntStream.range(0, 2 + random.nextInt(5)).mapToObj(i -> word(random, 4, 20)).toList();
      String end = random.nextBoolean() ? "\n" : "\r\n";
      Masker masker = new Masker(List.of(Secret.of(String.join(end, lines))));
      assertThat(masker.mask(String.join(end, lines))).as("seed %d", seed).isEqualTo(Secret.MASK);
      for (String line : lines) {
        assertThat(masker.mask("out: " + line)).as("seed %d", seed).isEqualTo("out: ••••");
      }
    }
  }

  @Test
  void aSecretIsMaskedInUrlsJsonAndHtml() {
    String secret = "p@ss w\"rd\\&<1>";
    Masker masker = new Masker(List.of(Secret.of(secret)));
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);

    assertThat(masker.mask("postgresql://u:" + form.replace("+", "%20") + "@h"))
        .isEqualTo("postgresql://u:••••@h");
    assertThat(masker.mask("password=" + form)).isEqualTo("password=••••");
    assertThat(masker.mask("{\"p\":\"p@ss w\\\"rd\\\\&<1>\"}")).isEqualTo("{\"p\":\"••••\"}");
    assertThat(masker.mask("<b>p@ss w&quot;rd\\&amp;&lt;1&gt;</b>")).isEqualTo("<b>••••</b>");
  }

  @Test
  void veryShortSecretsAreLeftAlone() {
    assertThat(new Masker(List.of(Secret.of("1"), Secret.of(""))).mask("1 of 1"))
        .isEqualTo("1 of 1");
  }

  @Test
  void secretsAddedByOtherThreadsAreAllMasked() throws Exception {
    Masker masker = Masker.none();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Secret secret = Secret.of("secret-%03d".formatted(i));
        threads.submit(() -> masker.add(secret));
      }
    }
    for (int i = 0; i < 200; i++) {
      assertThat(masker.mask("secret-%03d".formatted(i))).isEqualTo(Secret.MASK);
    }
  }

  private static String piece(Random random, List<String> secrets) {
    String secret = secrets.get(random.nextInt(secrets.size()));
    int from = random.nextInt(secret.length());
    return random.nextBoolean() ? secret : secret.substring(from);
  }

  private static String word(Random random, int shortest, int longest) {
    return random
        .ints(shortest + random.nextInt(longest - shortest + 1), 'a', 'd')
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}

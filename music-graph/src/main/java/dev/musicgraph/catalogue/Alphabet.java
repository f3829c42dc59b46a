package dev.musicgraph.catalogue;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The order of names, and what counts as the same letter: Ö is sorted and found as o. The database
 * is not asked to sort, since its collation is whatever it happened to be made with.
 */
public final class Alphabet {
  private record Keyed<T>(String key, String name, T thing) {}

  private Alphabet() {}

  /** By name; those of the same name stay in the order in which they come. */
  public static <T> List<T> sorted(List<T> things, Function<T, String> name) {
    return things.stream()
        .map(thing -> new Keyed<>(fold(name.apply(thing)), name.apply(thing), thing))
        .sorted(Comparator.comparing((Keyed<T> keyed) -> keyed.key()).thenComparing(Keyed::name))
        .map(Keyed::thing)
        .toList();
  }

  /** The text in small letters without marks, for comparing. */
  public static String fold(String text) {
    return isPlain(text)
        ? text.toLowerCase(Locale.ROOT)
        : withPlainLetters(
            Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{Mn}+", ""));
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 128);
  }

  /** Unicode takes these apart into no letter and mark. */
  private static String withPlainLetters(String text) {
    return text.replace("ø", "o")
        .replace("ł", "l")
        .replace("đ", "d")
        .replace("ð", "d")
        .replace("ı", "i")
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace("þ", "th")
        .replace("’", "'");
  }
}

package dev.backline.health.smoke;

import dev.backline.secret.Masker;
import java.util.List;

/** Makes what was found fit to be shown: secrets masked first, then cut to a length. */
final class Excerpt {

  static final int LONGEST = 500;

  private final List<Masker> maskers;

  Excerpt(Masker... maskers) {
    this.maskers = List.of(maskers);
  }

  /** The text on one line, at most {@value #LONGEST} characters and an ellipsis. */
  String of(String text) {
    String shown = text;
    for (Masker masker : maskers) {
      shown = masker.mask(shown);
    }
    shown = shown.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
  }

  Finding finding(String asked, String expected, String came) {
    return new Finding(of(asked), of(expected), of(came));
  }
}

package dev.musicgraph.genre;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a genre stands. Only leaves have bands, and only they have no children. */
public enum GenreType {
  ROOT,
  INTERMEDIATE,
  LEAF;

  /** As it is stored and shown: in lower case. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<GenreType> of(String word) {
    return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
  }
}

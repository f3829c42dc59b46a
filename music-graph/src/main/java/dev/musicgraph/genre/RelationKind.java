package dev.musicgraph.genre;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a genre relates to another that is not its parent. */
public enum RelationKind {
  /** It is made of the other, among more. */
  FUSION,
  /** It was influenced by the other. */
  INFLUENCE;

  /** As it is stored and shown: in lower case. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<RelationKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}

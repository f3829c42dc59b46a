package dev.musicgraph.catalogue;

import java.util.List;
import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** The fields of a form as they were sent: any may be missing. */
public record Fields(MultiValueMap<String, String> sent) {
  private static final int NO_VERSION = -1;

  public String text(String name) {
    return Optional.ofNullable(sent.getFirst(name)).orElse("");
  }

  public List<String> all(String name) {
    return sent.getOrDefault(name, List.of());
  }

  /** The version that the sender saw; one that nothing has if they don't say. */
  public int version() {
    return text("version").matches("\\d{1,9}") ? Integer.parseInt(text("version")) : NO_VERSION;
  }
}

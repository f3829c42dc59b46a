package dev.backline.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The way from a document's root to a value, such as {@code smoke[2].http.path}. */
public record YamlPath(List<String> parts) {

  public static final YamlPath ROOT = new YamlPath(List.of());

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  public YamlPath {
    parts = List.copyOf(parts);
  }

  public YamlPath key(String key) {
    return with(key);
  }

  /** The path of a list's item, counted from 0. */
  public YamlPath item(int index) {
    return with("[" + index + "]");
  }

  /** The last key, empty for the root. */
  public Optional<String> last() {
    return parts.isEmpty() ? Optional.empty() : Optional.of(parts.getLast());
  }

  /** Whether it has exactly these parts, where {@code *} fits any one. */
  public boolean fits(String... pattern) {
    return parts.size() == pattern.length && startsWith(pattern);
  }

  /** Whether it begins with these parts, where {@code *} fits any one. */
  public boolean startsWith(String... pattern) {
    if (parts.size() < pattern.length) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      if (!pattern[i].equals("*") && !pattern[i].equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  private YamlPath with(String part) {
    List<String> longer = new ArrayList<>(parts);
    longer.add(part);
    return new YamlPath(longer);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (part.startsWith("[")) {
        text.append(part);
      } else if (PLAIN.matcher(part).matches()) {
        text.append(text.isEmpty() ? "" : ".").append(shortened(part));
      } else {
        text.append("['").append(shortened(part)).append("']");
      }
    }
    return text.toString();
  }

  private static String shortened(String key) {
    return key.length() <= 80 ? key : key.substring(0, 77) + "...";
  }
}

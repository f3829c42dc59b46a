package dev.backline.config.starter;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a project without running anything.
 *
 * @param name its directory's name
 * @param directories in its root, without hidden ones, sorted
 * @param files in its root by name, sorted, with the text of those that say something about the
 *     build and an empty text for the others
 */
public record ProjectFacts(String name, List<String> directories, Map<String, String> files) {

  public ProjectFacts {
    Objects.requireNonNull(name, "name");
    directories = List.copyOf(directories);
    files = Map.copyOf(files);
  }

  boolean has(String file) {
    return files.containsKey(file);
  }

  /** A file's text, empty if there is no such file. */
  String text(String file) {
    return files.getOrDefault(file, "");
  }

  /** What the first group of an expression finds in a file. */
  Optional<String> find(String file, String regex) {
    Matcher matcher = Pattern.compile(regex, Pattern.MULTILINE).matcher(text(file));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether any file's text holds one of the words. */
  boolean mentions(String... words) {
    return files.values().stream()
        .anyMatch(text -> List.of(words).stream().anyMatch(text::contains));
  }
}

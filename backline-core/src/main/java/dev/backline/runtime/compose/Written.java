package dev.backline.runtime.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The SHA-256 of the project's files as they were last written ({@code state/written.json}): a file
 * with another one was changed by hand since.
 *
 * @param digests hexadecimal, by the file's name
 */
record Written(SortedMap<String, String> digests) {

  static final Written NOTHING = new Written(new TreeMap<>());

  private static final ObjectMapper JSON = new ObjectMapper();

  Written {
    digests = new TreeMap<>(digests);
  }

  /**
   * The files that somebody else has written.
   *
   * @param found the digests of those that are there now
   */
  List<String> changedIn(Map<String, String> found) {
    return found.entrySet().stream()
        .filter(file -> !file.getValue().equals(digests.get(file.getKey())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Written with(Map<String, String> more) {
    SortedMap<String, String> all = new TreeMap<>(digests);
    all.putAll(more);
    return new Written(all);
  }

  String json() {
    try {
      return JSON.writeValueAsString(digests) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("digests are no tree", e);
    }
  }

  static Written read(String text) throws IOException {
    try {
      return new Written(JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {}));
    } catch (JsonProcessingException | RuntimeException e) {
      throw new IOException("not the digests of files: " + e.getMessage(), e);
    }
  }
}

package dev.backline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.artifact.image.Descriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What of an image an engine would have to fetch. Engines share layers from the base up. */
final class MissingLayers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private MissingLayers() {}

  /**
   * How many compressed bytes it would fetch.
   *
   * @param layers of the image, from the base up
   * @param contents the same ones' digests when uncompressed, as its configuration tells them
   * @param there the layers' contents of each image that the engine has
   */
  static long bytes(
      List<Descriptor> layers, List<String> contents, Collection<List<String>> there) {
    int common = there.stream().mapToInt(image -> common(contents, image)).max().orElse(0);
    return layers.stream().skip(common).mapToLong(Descriptor::size).sum();
  }

  /** From what an engine prints; nothing if it prints something else. */
  static List<String> printed(String line) {
    List<String> contents = new ArrayList<>();
    try {
      JSON.readTree(line).forEach(node -> contents.add(node.asText()));
    } catch (IOException notJson) {
      return List.of();
    }
    return contents;
  }

  private static int common(List<String> one, List<String> other) {
    int at = 0;
    while (at < Math.min(one.size(), other.size()) && one.get(at).equals(other.get(at))) {
      at++;
    }
    return at;
  }
}

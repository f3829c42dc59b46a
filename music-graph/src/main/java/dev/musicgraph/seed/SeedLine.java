package dev.musicgraph.seed;

import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.GenreId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A line of a seed file: fields with {@code |} between them. Blank lines and {@code #} are notes.
 */
record SeedLine(String place, List<String> fields) {

  static List<SeedLine> of(String resource) {
    try (InputStream file =
        Objects.requireNonNull(SeedLine.class.getResourceAsStream(resource), resource)) {
      List<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return IntStream.range(0, lines.size())
          .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
          .mapToObj(i -> new SeedLine(resource + ":" + (i + 1), fields(lines.get(i))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " can't be read", e);
    }
  }

  SeedLine of(int fields) {
    if (this.fields.size() != fields) {
      throw new IllegalArgumentException(place + " must have " + fields + " fields");
    }
    return this;
  }

  String name() {
    return fields.getFirst();
  }

  /** The ids of the genres that a field names, in its order. */
  List<GenreId> genres(int field) {
    return Arrays.stream(fields.get(field).split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> new GenreId(Slug.of(name)))
        .toList();
  }

  private static List<String> fields(String line) {
    return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
  }
}

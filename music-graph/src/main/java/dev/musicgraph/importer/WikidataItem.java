package dev.musicgraph.importer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A genre or band of a Wikidata JSON dump, in which each line is an item with its claims.
 *
 * @param links to genres, the preferred claims first, without deprecated ones
 */
record WikidataItem(String id, String name, boolean genre, List<SourceLink> links) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MUSIC_GENRE = "Q188451";

  /** Musical group, rock band, ensemble, heavy metal band, duo, boy band, girl group. */
  private static final Set<String> BANDS =
      Set.of("Q215380", "Q5741069", "Q2088357", "Q56816954", "Q9212979", "Q216337", "Q641066");

  private static final String GENRE = "P136";

  /**
   * Empty if the line is about something else.
   *
   * @throws BadLine if it is not an item in JSON
   */
  static Optional<WikidataItem> read(byte[] line) {
    // Nearly all of a hundred million lines are about something else; looking is cheaper than
    // parsing.
    String text = new String(line, StandardCharsets.ISO_8859_1).strip();
    if (text.isEmpty() || text.equals("[") || text.equals("]")) {
      return Optional.empty();
    }
    if (!text.startsWith("{")) {
      throw new BadLine("does not begin with an item");
    }
    if (!text.endsWith("}") && !text.endsWith("},")) {
      throw new BadLine("is cut off");
    }
    if (!text.contains("\"" + MUSIC_GENRE + "\"") && !text.contains("\"" + GENRE + "\"")) {
      return Optional.empty();
    }
    try {
      String item = text.endsWith(",") ? text.substring(0, text.length() - 1) : text;
      return of(JSON.readTree(item.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (JacksonException e) {
      throw new BadLine("is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Optional<WikidataItem> of(JsonNode item) {
    String id = item.path("id").asString("");
    if (!id.matches("Q\\d{1,15}")) {
      throw new BadLine("has no item's id");
    }
    List<String> kinds = values(item, "P31");
    String name = name(item);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    if (kinds.contains(MUSIC_GENRE)) {
      List<SourceLink> links = new ArrayList<>(links(item, id, "P279", SourceLink.Kind.PARENT));
      links.addAll(links(item, id, "P737", SourceLink.Kind.INFLUENCE));
      return Optional.of(new WikidataItem(id, name, true, links));
    }
    List<SourceLink> genres = links(item, id, GENRE, SourceLink.Kind.GENRE);
    return kinds.stream().anyMatch(BANDS::contains) && !genres.isEmpty()
        ? Optional.of(new WikidataItem(id, name, false, genres))
        : Optional.empty();
  }

  /** In English, else in the form that holds for all languages. */
  private static String name(JsonNode item) {
    return Stream.of("en", "mul")
        .map(language -> item.path("labels").path(language).path("value").asString(""))
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse("");
  }

  private static List<SourceLink> links(
      JsonNode item, String id, String property, SourceLink.Kind kind) {
    return values(item, property).stream().map(to -> new SourceLink(id, to, kind)).toList();
  }

  private static List<String> values(JsonNode item, String property) {
    List<String> preferred = new ArrayList<>();
    List<String> normal = new ArrayList<>();
    for (JsonNode claim : item.path("claims").path(property)) {
      String value = claim.path("mainsnak").path("datavalue").path("value").path("id").asString("");
      String rank = claim.path("rank").asString("normal");
      if (!value.isEmpty() && !rank.equals("deprecated")) {
        (rank.equals("preferred") ? preferred : normal).add(value);
      }
    }
    preferred.addAll(normal);
    return preferred.stream().distinct().toList();
  }
}

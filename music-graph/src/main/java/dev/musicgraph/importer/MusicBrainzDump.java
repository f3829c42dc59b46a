package dev.musicgraph.importer;

import dev.musicgraph.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Genres and their relations in a MusicBrainz database dump ({@code mbdump.tar.bz2}, unpacked).
 *
 * <p>Columns are those of {@code admin/sql/CreateTables.sql} in metabrainz/musicbrainz-server, from
 * schema 27 on. Relationship types are known by their gid, as on
 * musicbrainz.org/relationships/genre-genre. In "subgenre" the first entity is the parent; in
 * "influenced by" and "fusion of" it is the one that was influenced, or is the fusion.
 */
record MusicBrainzDump(List<SourceGenre> genres, List<SourceLink> links, int unknown) {
  private static final Map<String, SourceLink.Kind> TYPES =
      Map.of(
          "9d61bc67-fa39-4719-8025-ea056a5bd7e6", SourceLink.Kind.PARENT,
          "59117855-52db-4371-8dd3-87a16f285499", SourceLink.Kind.INFLUENCE,
          "723732ec-762c-4cb3-a2d0-e7e797c51915", SourceLink.Kind.FUSION);

  /** Takes the directory that has {@code mbdump} in it, or {@code mbdump} itself. */
  static MusicBrainzDump read(Path directory) {
    return new Reading(directory).all();
  }

  private static final class Reading {
    private final Path tables;
    private final Map<String, String> gids = new HashMap<>();
    private final Map<String, SourceLink.Kind> types = new HashMap<>();
    private final Map<String, SourceLink.Kind> kinds = new HashMap<>();
    private int unknown;

    Reading(Path directory) {
      Path inner = directory.resolve("mbdump");
      tables = Files.isDirectory(inner) ? inner : directory;
    }

    MusicBrainzDump all() {
      Map<String, String> names = new LinkedHashMap<>();
      rows(
          "genre",
          6,
          6,
          row -> {
            names.put(row.get(1), row.get(2));
            gids.put(row.get(0), row.get(1));
          });
      Map<String, List<String>> aliases = new HashMap<>();
      if (Files.exists(tables.resolve("genre_alias"))) {
        rows(
            "genre_alias",
            7,
            16,
            row ->
                gid(row.get(1))
                    .ifPresent(gid ->
                        aliases.computeIfAbsent(gid, id -> new ArrayList<>()).add(row.get(2))));
      }
      rows(
          "link_type",
          16,
          17,
          row ->
              Optional.ofNullable(TYPES.get(row.get(3)))
                  .ifPresent(kind -> types.put(row.get(0), kind)));
      if (types.isEmpty()) {
        throw new Refusal(tables.resolve("link_type") + " has no relationship between genres");
      }
      // Over a million rows, of which a few thousand are about genres: only these are kept.
      rows(
          "link",
          11,
          11,
          row ->
              Optional.ofNullable(types.get(row.get(1)))
                  .ifPresent(kind -> kinds.put(row.get(0), kind)));
      List<SourceLink> links = new ArrayList<>();
      rows("l_genre_genre", 9, 9, row -> link(row).ifPresent(links::add));
      return new MusicBrainzDump(
          names.entrySet().stream()
              .map(genre ->
                  new SourceGenre(
                      genre.getKey(),
                      genre.getValue(),
                      aliases.getOrDefault(genre.getKey(), List.of())))
              .toList(),
          links,
          unknown);
    }

    private Optional<SourceLink> link(List<String> row) {
      Optional<String> first = gid(row.get(2));
      Optional<String> second = gid(row.get(3));
      SourceLink.Kind kind = kinds.get(row.get(1));
      if (kind == null || first.isEmpty() || second.isEmpty()) {
        unknown++;
        return Optional.empty();
      }
      return Optional.of(
          kind == SourceLink.Kind.PARENT
              ? new SourceLink(second.get(), first.get(), kind)
              : new SourceLink(first.get(), second.get(), kind));
    }

    private Optional<String> gid(String id) {
      return Optional.ofNullable(gids.get(id));
    }

    private void rows(String table, int least, int most, Consumer<List<String>> take) {
      Path file = tables.resolve(table);
      if (!Files.isRegularFile(file)) {
        throw new Refusal(
            "there is no " + file + ": name the directory that mbdump.tar.bz2 was unpacked to");
      }
      int number = 0;
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          number++;
          if (!line.equals("\\.")) {
            take.accept(checked(CopyLine.fields(line), least, most));
          }
        }
      } catch (BadLine e) {
        throw new Refusal(
            file + ":" + number + " " + e.getMessage() + "; nothing has been imported", e);
      } catch (MalformedInputException e) {
        throw new Refusal(file + " is not UTF-8 near line " + (number + 1), e);
      } catch (IOException e) {
        throw new Refusal(file + " can't be read: " + e.getMessage(), e);
      }
    }

    private static List<String> checked(List<String> row, int least, int most) {
      if (row.size() < least || row.size() > most) {
        throw new BadLine(
            "has %d columns instead of %s"
                .formatted(row.size(), least == most ? least : least + " to " + most));
      }
      return row;
    }
  }
}

package dev.musicgraph.importer;

import dev.musicgraph.bulk.BulkInsert;
import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.bulk.NewGenre;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Adds what a source has and the catalogue lacks. Needs a transaction around it. */
final class CatalogueImport {
  private final JdbcClient database;
  private final Source source;
  private final Origins origins;
  private final BulkInsert insert;
  private final Report report = new Report();
  private final Map<String, GenreId> genreIds = new LinkedHashMap<>();
  private final Map<GenreId, GenreType> types = new HashMap<>();
  private Optional<BandPlan> plan = Optional.empty();
  private Map<String, String> bandOrigins = Map.of();

  CatalogueImport(JdbcClient database, Source source) {
    this.database = database;
    this.source = source;
    this.origins = new Origins(database, source);
    this.insert = new BulkInsert(database);
  }

  Report report() {
    return report;
  }

  /** All genres at once: what type one gets depends on all others. */
  void genres(List<SourceGenre> genres, List<SourceLink> links) {
    Map<GenreId, Catalogued> there = there();
    Map<String, GenreId> known =
        origins.of("genre").entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> new GenreId(entry.getValue())));
    report.count("genres added", 0);
    report.count("relations added", 0);
    report.count("bands added", 0);
    GenrePlan planned = new GenrePlan(there, known, genres, links, report);
    List<NewGenre> added = planned.genres();
    report.count("genres added", insert.genres(added).size());
    report.count("relations added", insert.relations(planned.relations()));
    genreIds.putAll(planned.ids());
    origins.add(
        "genre",
        genreIds.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value())));
    there.forEach((id, genre) -> types.put(id, genre.type()));
    added.forEach(genre -> types.put(genre.id(), genre.type()));
  }

  /** Some bands, after the genres. */
  void bands(List<SourceBand> bands) {
    BandPlan bandPlan = plan.orElseGet(this::newPlan);
    plan = Optional.of(bandPlan);
    List<NewBand> added = new ArrayList<>();
    bands.forEach(band -> bandPlan.of(band).ifPresent(added::add));
    report.count("bands added", insert.bands(added).size());
    Map<String, String> claimed = new LinkedHashMap<>();
    bands.stream()
        .map(SourceBand::externalId)
        .filter(bandOrigins::containsKey)
        .forEach(id -> claimed.put(id, bandOrigins.get(id)));
    origins.add("band", claimed);
  }

  private BandPlan newPlan() {
    Map<String, String> names =
        database
            .sql("select id, name from band")
            .query((row, i) -> Map.entry(row.getString(1), row.getString(2)))
            .list()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    bandOrigins = new HashMap<>(origins.of("band"));
    return new BandPlan(new HashMap<>(names), bandOrigins, genreIds, types, report);
  }

  private Map<GenreId, Catalogued> there() {
    return database
        .sql("select id, name, type, primary_parent_id, version > 0 from genre")
        .query((row, i) ->
            new Catalogued(
                new GenreId(row.getString(1)),
                row.getString(2),
                GenreType.of(row.getString(3)).orElseThrow(),
                Optional.ofNullable(row.getString(4)).map(GenreId::new),
                row.getBoolean(5)))
        .list()
        .stream()
        .collect(Collectors.toMap(Catalogued::id, Function.identity()));
  }
}

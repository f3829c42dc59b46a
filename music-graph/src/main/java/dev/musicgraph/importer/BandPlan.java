package dev.musicgraph.importer;

import dev.musicgraph.band.BandId;
import dev.musicgraph.bulk.NewBand;
import dev.musicgraph.catalogue.Alphabet;
import dev.musicgraph.catalogue.Naming;
import dev.musicgraph.catalogue.Slug;
import dev.musicgraph.genre.GenreId;
import dev.musicgraph.genre.GenreType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Which bands an import adds. Bands that are there stay as they are. */
final class BandPlan {
  private final Map<String, String> names;
  private final Map<String, String> origins;
  private final Set<String> claimed;
  private final Map<String, GenreId> genres;
  private final Map<GenreId, GenreType> types;
  private final Report report;

  /**
   * @param names of the bands in the catalogue, by id; grows with the plan
   * @param origins what earlier imports of the source brought; grows with the plan
   * @param genres of the source
   * @param types of all genres, as they will be
   */
  BandPlan(
      Map<String, String> names,
      Map<String, String> origins,
      Map<String, GenreId> genres,
      Map<GenreId, GenreType> types,
      Report report) {
    this.names = names;
    this.origins = origins;
    this.claimed = new HashSet<>(origins.values());
    this.genres = genres;
    this.types = types;
    this.report = report;
  }

  /** Empty if there is nothing to add; the reason is in the report. */
  Optional<NewBand> of(SourceBand band) {
    String known = origins.get(band.externalId());
    if (known != null) {
      report.count(
          names.containsKey(known)
              ? "bands that were there"
              : "bands that were deleted here and stay so");
      return Optional.empty();
    }
    if (Naming.ofName(band.name().strip()).isPresent()) {
      report.count("bands without a usable name");
      return Optional.empty();
    }
    String name = band.name().strip();
    String slug = Slug.of(name);
    if (names.containsKey(slug)
        && !claimed.contains(slug)
        && Alphabet.fold(names.get(slug)).equals(Alphabet.fold(name))) {
      claim(band, slug);
      report.count("bands that were there");
      return Optional.empty();
    }
    List<GenreId> leaves = leaves(band);
    if (leaves.isEmpty()) {
      report.count("bands without a genre that is a leaf");
      return Optional.empty();
    }
    String id = Slugs.free(name, band.externalId(), names::containsKey);
    names.put(id, name);
    claim(band, id);
    return Optional.of(new NewBand(new BandId(id), name, leaves));
  }

  private void claim(SourceBand band, String id) {
    origins.put(band.externalId(), id);
    claimed.add(id);
  }

  private List<GenreId> leaves(SourceBand band) {
    List<GenreId> known =
        band.genres().stream().map(genres::get).filter(Objects::nonNull).distinct().toList();
    List<GenreId> leaves =
        known.stream().filter(genre -> types.get(genre) == GenreType.LEAF).toList();
    report.count("genres of bands that aren't known", band.genres().size() - known.size());
    report.count("genres of bands that aren't leaves", known.size() - leaves.size());
    return leaves;
  }
}

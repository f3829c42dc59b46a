package dev.backline.artifact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an artifact holds: paths, modes and contents; no times, no owners, no empty directories.
 * Kept sorted by path, so that it is the same in whatever order it was put together.
 *
 * @param entries not empty; no path twice and none below another that is not a directory
 */
public record Manifest(List<Entry> entries) {

  public Manifest {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::path));
    entries = List.copyOf(sorted);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("an artifact of nothing");
    }
    requireTree(entries);
  }

  public ArtifactDigest digest() {
    return ArtifactDigest.ofHex(Sha256.hex(ManifestJson.write(this)));
  }

  public List<Entry.File> files() {
    return entries.stream()
        .filter(Entry.File.class::isInstance)
        .map(Entry.File.class::cast)
        .toList();
  }

  /** The sum of the files' sizes, in bytes. */
  public long size() {
    return files().stream().mapToLong(Entry.File::size).sum();
  }

  private static void requireTree(List<Entry> entries) {
    Set<String> paths = new HashSet<>();
    for (Entry entry : entries) {
      if (!paths.add(entry.path())) {
        throw new IllegalArgumentException("twice in the artifact: " + entry.path());
      }
    }
    for (Entry entry : entries) {
      int slash = entry.path().lastIndexOf('/');
      while (slash > 0) {
        // Else unpacking could be led through a link to somewhere else.
        if (paths.contains(entry.path().substring(0, slash))) {
          throw new IllegalArgumentException(
              entry.path() + " lies below something that is not a directory");
        }
        slash = entry.path().lastIndexOf('/', slash - 1);
      }
    }
  }
}

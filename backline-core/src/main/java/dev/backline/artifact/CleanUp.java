package dev.backline.artifact;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes artifacts that nobody refers to, and contents that no artifact has. What was stored or
 * used within {@link #GRACE} stays, so that an artifact that is just being stored, by whatever
 * process, is safe without a lock.
 */
public final class CleanUp {

  /** No build takes that long to be stored. */
  public static final Duration GRACE = Duration.ofHours(1);

  private final Path root;
  private final BlobStore blobs;
  private final ArtifactStore store;
  private final InstantSource clock;

  CleanUp(Path root, BlobStore blobs, ArtifactStore store, InstantSource clock) {
    this.root = root;
    this.blobs = blobs;
    this.store = store;
    this.clock = clock;
  }

  /**
   * What a clean-up did.
   *
   * @param deleted the artifacts that are gone
   * @param freedBytes on disk
   */
  public record Freed(List<ArtifactDigest> deleted, long freedBytes) {

    public Freed {
      deleted = List.copyOf(deleted);
    }
  }

  /** Those that {@link #deleteAllBut} would delete, with their sizes. */
  public List<StoredArtifact> plan(Set<ArtifactDigest> kept) {
    return store.list().stream()
        .filter(artifact -> !kept.contains(artifact.digest()))
        .filter(artifact -> isOld(store.manifestFile(artifact.digest())))
        .toList();
  }

  /** Deletes all artifacts but these, and contents that none has any more. */
  public Freed deleteAllBut(Set<ArtifactDigest> kept) {
    try {
      List<ArtifactDigest> deleted = new ArrayList<>();
      long freed = 0;
      for (StoredArtifact artifact : plan(kept)) {
        freed += delete(store.manifestFile(artifact.digest()));
        deleted.add(artifact.digest());
      }
      freed += deleteUnusedBlobs() + deleteUnfinished();
      return new Freed(deleted, freed);
    } catch (IOException e) {
      throw Failure.unavailable(
              "deleting artifacts that nobody refers to",
              String.valueOf(e.getMessage()),
              "check the permissions below " + root)
          .toException(e);
    }
  }

  private long deleteUnusedBlobs() throws IOException {
    if (!Files.isDirectory(root.resolve("blobs"))) {
      return 0;
    }
    // Blobs are listed before manifests: one that is stored in between is found to be in use.
    List<Path> candidates = blobs.all().stream().filter(this::isOld).toList();
    Set<String> used = new HashSet<>();
    for (ArtifactDigest digest : store.digests()) {
      store.manifest(digest).files().forEach(file -> used.add(file.sha256()));
    }
    long freed = 0;
    for (Path blob : candidates) {
      if (!used.contains(BlobStore.sha256Of(blob)) && isOld(blob)) {
        freed += delete(blob);
      }
    }
    return freed;
  }

  private long deleteUnfinished() throws IOException {
    long freed = 0;
    if (Files.isDirectory(root.resolve("unfinished"))) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("unfinished"))) {
        for (Path file : files) {
          freed += isOld(file) ? delete(file) : 0;
        }
      }
    }
    return freed;
  }

  private boolean isOld(Path file) {
    try {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      return modified.isBefore(clock.instant().minus(GRACE));
    } catch (IOException goneOrUnreadable) {
      return false;
    }
  }

  private static long delete(Path file) throws IOException {
    try {
      long size = Files.size(file);
      Files.delete(file);
      return size;
    } catch (NoSuchFileException anotherProcessWasFaster) {
      return 0;
    }
  }
}

package dev.backline.artifact.image;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.CleanUp;
import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes images, and parts that no image has. Whoever does it has the lock of the index, so that
 * no image appears meanwhile; the parts of one that is just being stored are safe by their age.
 */
record ImageCleanUp(ImageStore store, ImageBlobs blobs, Path unfinished, InstantSource clock) {

  CleanUp.Freed deleteAllBut(Set<ArtifactDigest> kept) throws IOException {
    List<ArtifactDigest> deleted =
        store.digests().stream()
            .filter(digest -> !kept.contains(digest) && isOld(blobs.path(digest.hex())))
            .toList();
    // The images go before their parts: a crash in between leaves parts too many, never too few.
    store.writeIndex(store.index().without(Set.copyOf(deleted)));
    return new CleanUp.Freed(deleted, deleteUnusedBlobs() + deleteUnfinished());
  }

  private long deleteUnusedBlobs() throws IOException {
    Set<String> used = new HashSet<>();
    for (ArtifactDigest digest : store.digests()) {
      used.add(digest.hex());
      store.manifest(digest).parts().forEach(part -> used.add(part.sha256()));
    }
    long freed = 0;
    for (Path blob : blobs.all()) {
      if (!used.contains(blob.getFileName().toString()) && isOld(blob)) {
        freed += Files.size(blob);
        Files.delete(blob);
      }
    }
    return freed;
  }

  /** What processes that were killed left: files, and folders that images were unpacked into. */
  private long deleteUnfinished() throws IOException {
    long freed = 0;
    if (Files.isDirectory(unfinished)) {
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(unfinished)) {
        for (Path leftover : leftovers) {
          if (isOld(leftover)) {
            freed += size(leftover);
            DirectoryTree.delete(leftover);
          }
        }
      }
    }
    return freed;
  }

  private static long size(Path path) throws IOException {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (NoSuchFileException finishedMeanwhile) {
      return 0;
    }
  }

  private boolean isOld(Path file) {
    try {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      return modified.isBefore(clock.instant().minus(CleanUp.GRACE));
    } catch (IOException goneOrUnreadable) {
      return false;
    }
  }
}

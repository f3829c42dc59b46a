package dev.backline.artifact;

import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes an artifact's files beside the target directory, checks each, then renames. */
record Unpacking(BlobStore blobs, Manifest manifest) {

  void into(Path directory) throws IOException, InterruptedException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("it exists already");
    }
    Path unfinished = directory.resolveSibling("." + directory.getFileName() + ".unpacking");
    try {
      // One that was killed half-way left its files.
      DirectoryTree.delete(unfinished);
      Files.createDirectory(unfinished);
      for (Entry entry : manifest.entries()) {
        ArtifactStore.stopIfInterrupted();
        write(entry, unfinished);
      }
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.sync(DurableFiles.parentOf(directory));
    } finally {
      DirectoryTree.delete(unfinished);
    }
  }

  private void write(Entry entry, Path root) throws IOException {
    // The manifest guarantees that no entry lies below a link, so this can't lead out of the root.
    Path target = root.resolve(entry.path());
    Files.createDirectories(DurableFiles.parentOf(target));
    switch (entry) {
      case Entry.File file -> {
        blobs.extract(file, target);
        Files.setPosixFilePermissions(
            target, PosixFilePermissions.fromString(file.executable() ? "rwxr-xr-x" : "rw-r--r--"));
      }
      case Entry.Link link -> Files.createSymbolicLink(target, Path.of(link.target()));
    }
  }
}

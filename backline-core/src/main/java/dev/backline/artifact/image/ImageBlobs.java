package dev.backline.artifact.image;

import dev.backline.artifact.DurableFiles;
import dev.backline.artifact.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parts of all images, each kept once: {@code blobs/sha256/DIGITS} of an image layout. */
record ImageBlobs(Path directory, DurableFiles files, InstantSource clock) {

  /** Marks the blob as used now, so that cleaning up passes it by; false when there is none. */
  boolean touch(String sha256) throws IOException {
    try {
      Files.setLastModifiedTime(path(sha256), FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Stores it unless it is there; fails when the content is not the one that was announced. */
  void put(Descriptor blob, BlobSource source) throws IOException {
    if (touch(blob.sha256())) {
      return;
    }
    MessageDigest digest = Sha256.digest();
    files.write(
        path(blob.sha256()),
        out -> {
          try (InputStream in = new DigestInputStream(source.open(blob), digest)) {
            long size = in.transferTo(out);
            if (size != blob.size() || !Sha256.hex(digest).equals(blob.sha256())) {
              throw new IOException(
                  blob.digest() + " should have %,d bytes and has others".formatted(blob.size()));
            }
          }
        });
  }

  /** Makes what was put last, also after a power cut. */
  void sync() throws IOException {
    DurableFiles.sync(directory);
  }

  Optional<Path> find(String sha256) {
    return Optional.of(path(sha256)).filter(Files::isRegularFile);
  }

  List<Path> all() throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().toList();
    }
  }

  Path path(String sha256) {
    return directory.resolve(sha256);
  }
}

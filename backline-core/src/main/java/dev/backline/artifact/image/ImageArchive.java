package dev.backline.artifact.image;

import dev.backline.artifact.StoredArtifact;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image that came as a tar archive, unpacked.
 *
 * @param folder where its files are; to be deleted by whoever named it
 */
record ImageArchive(Path folder) {

  private static final String LAYOUT_BLOBS = "blobs/sha256/";

  /**
   * Unpacks it into a new folder.
   *
   * @throws IOException if it can't be read, or anything in it would lie outside
   */
  static ImageArchive unpack(Path archive, Path folder) throws IOException, InterruptedException {
    Files.createDirectory(folder);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        ImageStore.stopIfInterrupted();
        unpack(entry, tar, folder);
      }
    }
    return new ImageArchive(folder);
  }

  /** Stores the one image of a layout (OCI image specification 1.1, "Image Layout"). */
  StoredArtifact storeLayout(ImageStore store) throws IOException, InterruptedException {
    ImageIndex index = ImageIndex.read(Files.readAllBytes(file("index.json")));
    if (index.manifests().size() != 1) {
      throw new IOException(
          "the archive should have one image, and has " + index.manifests().size());
    }
    String named = index.manifests().getFirst().sha256();
    ImageManifest manifest = ImageManifest.read(Files.readAllBytes(file(LAYOUT_BLOBS + named)));
    return store.add(manifest, part -> Files.newInputStream(file(LAYOUT_BLOBS + part.sha256())));
  }

  /**
   * One of its files.
   *
   * @throws IOException if the name leads outside
   */
  Path file(String name) throws IOException {
    return inside(folder, name);
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = inside(folder, entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isFile()) {
      Files.copy(content, target);
    } else if (entry.isSymbolicLink()) {
      // Docker's archives have equal layers once, and links to them.
      String beside = folder.relativize(target.getParent()).resolve(entry.getLinkName()).toString();
      Files.createSymbolicLink(target, inside(folder, beside));
    } else {
      throw new IOException("the archive has something that is not a file: " + entry.getName());
    }
  }

  private static Path inside(Path folder, String name) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("the archive names a file outside of it: " + name);
    }
    return file;
  }
}

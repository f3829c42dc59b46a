package dev.backline.artifact.image;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.CleanUp;
import dev.backline.artifact.DiskReserve;
import dev.backline.artifact.DurableFiles;
import dev.backline.artifact.Sha256;
import dev.backline.artifact.StoredArtifact;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.local.LockFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Images by digest, on disk, as an image layout that other tools read, too (OCI image specification
 * 1.1, "Image Layout"). An image is there once the index names it, and the index is written last.
 * Several processes may use one store.
 */
public final class ImageStore {

  private static final byte[] LAYOUT =
      "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8);

  /** The index is locked for as long as it takes to write it, and to delete what nobody needs. */
  private static final Duration LOCK = Duration.ofMinutes(2);

  private final Path root;
  private final DiskReserve disk;
  private final DurableFiles durable;
  private final ImageBlobs blobs;
  private final InstantSource clock;

  public ImageStore(Path root, DiskReserve disk, InstantSource clock) {
    this.root = root;
    this.disk = disk;
    this.clock = clock;
    this.durable = new DurableFiles(root.resolve("unfinished"));
    this.blobs = new ImageBlobs(root.resolve("blobs").resolve("sha256"), durable, clock);
  }

  /**
   * Stores the image; only parts that are missing are read.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when the disk is nearly full, or a part is
   *     not what the manifest says
   */
  public StoredArtifact add(ImageManifest manifest, BlobSource source) throws InterruptedException {
    String tried = "storing the image " + manifest.digest().abbreviated();
    try {
      Files.createDirectories(root);
      disk.require(root, missingBytes(manifest), tried);
      putParts(manifest, source);
      try (LockFile _ = lock(tried)) {
        // A clean-up may have taken an old part just before it was touched; none can now.
        putParts(manifest, source);
        durable.write(root.resolve("oci-layout"), out -> out.write(LAYOUT));
        writeIndex(index().with(manifest.self()));
      }
      return stored(manifest);
    } catch (IOException e) {
      throw failed(tried, e);
    }
  }

  public boolean has(ArtifactDigest digest) {
    return digests().contains(digest);
  }

  /**
   * What the image consists of.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when it isn't there or its manifest is
   *     damaged
   */
  public ImageManifest manifest(ArtifactDigest digest) {
    String tried = "reading the image " + digest.abbreviated();
    if (!has(digest)) {
      throw failed(tried, new IOException("the store does not have it"));
    }
    try {
      ImageManifest manifest = ImageManifest.read(Files.readAllBytes(blobs.path(digest.hex())));
      if (!manifest.digest().equals(digest)) {
        throw new IOException("its manifest is damaged");
      }
      return manifest;
    } catch (IOException e) {
      throw failed(tried, e);
    }
  }

  /** The file with a part's content, if it is there. */
  public Optional<Path> blob(Descriptor part) {
    return blobs.find(part.sha256());
  }

  /**
   * The digests of its layers' uncompressed contents, from the base up (OCI image specification
   * 1.1, "Image Configuration", {@code rootfs}).
   */
  public List<String> layerContents(ArtifactDigest digest) {
    Descriptor config = manifest(digest).config();
    try {
      return ManifestNodes.layerContents(Files.readAllBytes(blobs.path(config.sha256())));
    } catch (IOException e) {
      throw failed("reading the image " + digest.abbreviated(), e);
    }
  }

  /** Reads everything the image holds; returns what is wrong with it, empty when it is whole. */
  public List<String> verify(ArtifactDigest digest) throws InterruptedException {
    List<String> problems = new ArrayList<>();
    try {
      for (Descriptor part : manifest(digest).parts()) {
        stopIfInterrupted();
        if (!Sha256.hex(blobs.path(part.sha256())).equals(part.sha256())) {
          problems.add(part.digest() + " is damaged in the store");
        }
      }
    } catch (NoSuchFileException e) {
      problems.add(e.getMessage() + " is missing from the store");
    } catch (IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (BacklineException e) {
      problems.add(e.failure().why());
    }
    return problems;
  }

  /** All images with their sizes, in the order in which they were stored. */
  public List<StoredArtifact> list() {
    return digests().stream().map(digest -> stored(manifest(digest))).toList();
  }

  /** One image with its sizes, if it is there. */
  public Optional<StoredArtifact> find(ArtifactDigest digest) {
    return has(digest) ? Optional.of(stored(manifest(digest))) : Optional.empty();
  }

  /**
   * Deletes all images but these, and parts that none has any more; what was stored or used within
   * {@link CleanUp#GRACE} stays.
   */
  public CleanUp.Freed deleteAllBut(Set<ArtifactDigest> kept) throws InterruptedException {
    String tried = "deleting images that nobody refers to";
    try (LockFile _ = lock(tried)) {
      return new ImageCleanUp(this, blobs, durable.aside(), clock).deleteAllBut(kept);
    } catch (IOException e) {
      throw failed(tried, e);
    }
  }

  /** A folder to work in, below the store's own, for an image that comes as files. */
  Path newWork() throws IOException {
    Files.createDirectories(durable.aside());
    return Files.createTempDirectory(durable.aside(), "image-");
  }

  DiskReserve disk() {
    return disk;
  }

  List<ArtifactDigest> digests() {
    try {
      return index().digests();
    } catch (IOException e) {
      throw failed("reading which images there are", e);
    }
  }

  ImageIndex index() throws IOException {
    try {
      return ImageIndex.read(Files.readAllBytes(root.resolve("index.json")));
    } catch (NoSuchFileException none) {
      return new ImageIndex(List.of());
    }
  }

  void writeIndex(ImageIndex index) throws IOException {
    durable.write(root.resolve("index.json"), out -> out.write(index.write()));
    DurableFiles.sync(root);
  }

  private LockFile lock(String tried) throws InterruptedException {
    return LockFile.take(root.resolve("index.lock"), LOCK, tried);
  }

  private void putParts(ImageManifest manifest, BlobSource source)
      throws IOException, InterruptedException {
    for (Descriptor part : manifest.parts()) {
      stopIfInterrupted();
      blobs.put(part, source);
    }
    blobs.put(manifest.self(), itself -> new ByteArrayInputStream(manifest.bytes()));
    blobs.sync();
  }

  private long missingBytes(ImageManifest manifest) {
    return manifest.parts().stream()
        .filter(part -> blobs.find(part.sha256()).isEmpty())
        .mapToLong(Descriptor::size)
        .sum();
  }

  private static StoredArtifact stored(ImageManifest manifest) {
    return new StoredArtifact(
        manifest.digest(),
        manifest.parts().size(),
        manifest.size(),
        manifest.size() + manifest.self().size());
  }

  static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("working on an image");
    }
  }

  private static BacklineException failed(String tried, IOException cause) {
    return Failure.unavailable(
            tried,
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
            "check the disk below the data directory; a damaged image can be built again from its"
                + " commit")
        .toException(cause);
  }
}

package dev.backline.artifact;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Artifacts by digest, on disk: {@code manifests/DIGEST.json} and the files' contents in {@code
 * blobs/}. An artifact is there once its manifest is, and the manifest is written last. Several
 * processes may use one store.
 */
public final class ArtifactStore {

  private final Path root;
  private final DiskReserve disk;
  private final DurableFiles durable;
  private final BlobStore blobs;
  private final InstantSource clock;

  public ArtifactStore(Path root, DiskReserve disk, InstantSource clock) {
    this.root = root;
    this.disk = disk;
    this.clock = clock;
    this.durable = new DurableFiles(root.resolve("unfinished"));
    this.blobs = new BlobStore(root.resolve("blobs"), durable, clock);
  }

  /**
   * Stores the files as an artifact; storing equal files again changes nothing.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when the disk is nearly full, {@code USAGE}
   *     when a file can't be part of an artifact
   */
  public StoredArtifact store(BundleFiles files) throws InterruptedException {
    String tried = "storing the artifact";
    try {
      Files.createDirectories(root);
      Map<String, Path> contents = new HashMap<>();
      Manifest manifest = ManifestReading.of(files, contents);
      disk.require(root, missingBytes(manifest), tried);
      putContents(manifest, contents);
      ArtifactDigest digest = manifest.digest();
      durable.write(manifestFile(digest), out -> out.write(ManifestJson.write(manifest)));
      DurableFiles.sync(DurableFiles.parentOf(manifestFile(digest)));
      // A clean-up that ran meanwhile may have taken an old blob just before it was touched.
      putContents(manifest, contents);
      return stored(digest, manifest);
    } catch (IOException e) {
      throw failed(tried, e);
    }
  }

  public boolean has(ArtifactDigest digest) {
    return Files.isRegularFile(manifestFile(digest));
  }

  /**
   * What the artifact holds.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when it isn't there or its manifest is
   *     damaged
   */
  public Manifest manifest(ArtifactDigest digest) {
    try {
      byte[] bytes = Files.readAllBytes(manifestFile(digest));
      if (!Sha256.hex(bytes).equals(digest.hex())) {
        throw new IOException("its manifest is damaged");
      }
      return ManifestJson.read(bytes);
    } catch (NoSuchFileException e) {
      throw failed(
          "reading the artifact " + digest.abbreviated(),
          new IOException("the store does not have it", e));
    } catch (IOException e) {
      throw failed("reading the artifact " + digest.abbreviated(), e);
    }
  }

  /**
   * Puts the artifact's files into a new directory, which appears when it is complete and checked,
   * or not at all.
   *
   * @throws BacklineException with {@code UNAVAILABLE} when the directory exists, the disk is
   *     nearly full, or a file is damaged
   */
  public void unpack(ArtifactDigest digest, Path directory) throws InterruptedException {
    Manifest manifest = manifest(digest);
    String tried = "unpacking the artifact " + digest.abbreviated() + " to " + directory;
    try {
      Path target = directory.toAbsolutePath().normalize();
      Path parent = DurableFiles.parentOf(target);
      Files.createDirectories(parent);
      disk.require(parent, manifest.size(), tried);
      new Unpacking(blobs, manifest).into(target);
    } catch (IOException e) {
      throw failed(tried, e);
    }
  }

  /** Whether the directory holds exactly the artifact's files: for a resumed deployment. */
  public boolean matches(ArtifactDigest digest, Path directory) throws InterruptedException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try {
      return ManifestReading.of(BundleFiles.all(directory), new HashMap<>())
          .digest()
          .equals(digest);
    } catch (IOException | BacklineException | IllegalArgumentException unlikeAnArtifact) {
      return false;
    }
  }

  /** Reads everything the artifact holds; returns what is wrong with it, empty when it is whole. */
  public List<String> verify(ArtifactDigest digest) throws InterruptedException {
    Manifest manifest;
    try {
      manifest = manifest(digest);
    } catch (BacklineException e) {
      return List.of(e.failure().why());
    }
    List<String> problems = new ArrayList<>();
    for (Entry.File file : manifest.files()) {
      stopIfInterrupted();
      try {
        blobs.copy(file, OutputStream.nullOutputStream());
      } catch (IOException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(problems);
  }

  /** All artifacts with their sizes, in no order. */
  public List<StoredArtifact> list() {
    List<StoredArtifact> all = new ArrayList<>();
    try {
      for (ArtifactDigest digest : digests()) {
        all.add(stored(digest, manifest(digest)));
      }
      return all;
    } catch (IOException e) {
      throw failed("listing the artifacts", e);
    }
  }

  /** One artifact with its sizes, if it is there. */
  public Optional<StoredArtifact> find(ArtifactDigest digest) {
    if (!has(digest)) {
      return Optional.empty();
    }
    try {
      return Optional.of(stored(digest, manifest(digest)));
    } catch (IOException e) {
      throw failed("reading the artifact " + digest.abbreviated(), e);
    }
  }

  /** Deletes what nobody needs any more. */
  public CleanUp cleanUp() {
    return new CleanUp(root, blobs, this, clock);
  }

  List<ArtifactDigest> digests() throws IOException {
    List<ArtifactDigest> digests = new ArrayList<>();
    Path manifests = root.resolve("manifests");
    if (Files.isDirectory(manifests)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(manifests, "*.json")) {
        files.forEach(file ->
            digests.add(ArtifactDigest.ofHex(file.getFileName().toString().replace(".json", ""))));
      }
    }
    return digests;
  }

  Path manifestFile(ArtifactDigest digest) {
    return root.resolve("manifests").resolve(digest.hex() + ".json");
  }

  private long missingBytes(Manifest manifest) throws IOException {
    long missing = 0;
    for (Entry.File file : manifest.files()) {
      missing += blobs.storedSize(file.sha256()) > 0 ? 0 : file.size();
    }
    return missing;
  }

  private void putContents(Manifest manifest, Map<String, Path> contents)
      throws IOException, InterruptedException {
    for (Entry.File file : manifest.files()) {
      stopIfInterrupted();
      if (!blobs.touch(file.sha256())) {
        blobs.put(Objects.requireNonNull(contents.get(file.sha256())), file);
      }
    }
    blobs.sync();
  }

  private StoredArtifact stored(ArtifactDigest digest, Manifest manifest) throws IOException {
    long storedSize = Files.size(manifestFile(digest));
    for (String sha256 : manifest.files().stream().map(Entry.File::sha256).distinct().toList()) {
      storedSize += blobs.storedSize(sha256);
    }
    return new StoredArtifact(digest, manifest.entries().size(), manifest.size(), storedSize);
  }

  static void stopIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("working on an artifact");
    }
  }

  private static BacklineException failed(String tried, IOException cause) {
    return Failure.unavailable(
            tried,
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
            "check the disk below the data directory; a damaged artifact can be built again from"
                + " its commit")
        .toException(cause);
  }
}

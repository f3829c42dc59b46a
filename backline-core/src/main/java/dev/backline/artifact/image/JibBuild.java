package dev.backline.artifact.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.backline.artifact.StoredArtifact;
import dev.backline.config.ArtifactSpec;
import dev.backline.host.CommandOutput;
import dev.backline.host.local.DirectoryTree;
import dev.backline.source.Checkout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Puts images together without an engine. Equal files of one commit on one base make one digest,
 * whenever and wherever.
 */
public final class JibBuild {

  /** Jib wants a name for what it writes; nothing depends on it. */
  private static final String NAME = "backline/image";

  /** For a base of 200 MB, that is a line of 2 Mbit/s. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final ImageStore store;
  private final Path cache;
  private final BaseImages bases;

  /**
   * For images that go into this store.
   *
   * @param cache where base images are kept from build to build
   */
  public JibBuild(ImageStore store, Path cache, BaseImages bases) {
    this.store = store;
    this.cache = cache;
    this.bases = bases;
  }

  /**
   * Puts the declared files on the base and stores the image.
   *
   * @throws dev.backline.failure.BacklineException when there are none, or the base can't be had
   */
  public StoredArtifact build(Checkout checkout, ArtifactSpec.Jib spec, CommandOutput output)
      throws InterruptedException {
    try {
      Path work = store.newWork();
      try {
        Path archive = work.resolve("image.tar");
        write(archive, described(checkout, spec), spec, output);
        return ImageArchive.unpack(archive, work.resolve("image")).storeLayout(store);
      } finally {
        DirectoryTree.delete(work);
      }
    } catch (InvalidImageReferenceException | IOException e) {
      throw JibFailures.of(spec.base(), e).toException(e);
    }
  }

  private JibContainerBuilder described(Checkout checkout, ArtifactSpec.Jib spec)
      throws IOException, InvalidImageReferenceException {
    AbsoluteUnixPath directory = AbsoluteUnixPath.get(spec.directory());
    ImageOrigin origin = ImageOrigin.of(checkout, spec);
    return bases
        .on(spec.base())
        .setFormat(ImageFormat.OCI)
        .setCreationTime(origin.committedAt())
        .setLabels(origin.labels())
        .setWorkingDirectory(directory)
        .setFileEntriesLayers(
            ImageLayers.of(checkout.directory().resolve(spec.from().value()), directory));
  }

  private void write(
      Path archive, JibContainerBuilder image, ArtifactSpec.Jib spec, CommandOutput output)
      throws IOException, InterruptedException {
    // Virtual threads: what they wait for ends when they are interrupted, also a read from the net.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Containerizer target =
          Containerizer.to(TarImage.at(archive).named(NAME))
              .setExecutorService(threads)
              .setBaseImageLayersCache(cache)
              // A checkout's files are always new, so that keeping layers would be of no use.
              .setApplicationLayersCache(archive.resolveSibling("layers"))
              .setAllowInsecureRegistries(Loopback.isRegistryOf(spec.base()))
              .setToolName("backline")
              .addEventHandler(LogEvent.class, event -> tell(event, output));
      try {
        threads.submit(() -> image.containerize(target)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        throw new IOException("it was not done within " + LIMIT.toMinutes() + " min", e);
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } finally {
        threads.shutdownNow();
      }
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException(NAME + " is a name", e);
    }
  }

  private static void tell(LogEvent event, CommandOutput output) {
    switch (event.getLevel()) {
      case ERROR, WARN, LIFECYCLE, PROGRESS -> output.line(event.getMessage());
      case INFO, DEBUG -> {}
    }
  }
}

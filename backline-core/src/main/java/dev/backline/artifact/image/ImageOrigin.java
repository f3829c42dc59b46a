package dev.backline.artifact.image;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.SourceUrl;
import dev.backline.source.Checkout;
import dev.backline.source.CommitId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image says of where it comes from. The version is not among it: an image is built once
 * for all environments, before it has one. It gets it as a tag, and its containers as a label.
 *
 * @param committedAt the commit's time also stands for the image's own, which would differ from
 *     build to build
 * @param source where people find the repository
 */
record ImageOrigin(CommitId commit, Instant committedAt, Optional<SourceUrl> source) {

  private static final String PREFIX = "org.opencontainers.image.";

  static ImageOrigin of(Checkout checkout, ArtifactSpec.Image image) {
    return new ImageOrigin(checkout.commit(), checkout.committedAt(), image.source());
  }

  public ImageOrigin {
    committedAt = committedAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Annotation keys as labels (OCI image specification 1.1, "Pre-Defined Annotation Keys"). */
  SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put(PREFIX + "revision", commit.value());
    labels.put(PREFIX + "created", committedAt.toString());
    source.ifPresent(where -> labels.put(PREFIX + "source", where.value()));
    return labels;
  }
}

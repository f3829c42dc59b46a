package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What of the build's result is kept and deployed. */
public sealed interface ArtifactSpec {

  /**
   * A set of files.
   *
   * @param from the directory they are under, below the repository's root
   * @param include which of them, relative to {@code from}; not empty
   */
  record Bundle(RelativePath from, List<Glob> include) implements ArtifactSpec {

    public Bundle {
      Objects.requireNonNull(from, "from");
      include = List.copyOf(include);
      Checked.that(!include.isEmpty(), "include is empty: a bundle of nothing can't be deployed");
    }
  }

  /** An OCI image. */
  sealed interface Image extends ArtifactSpec {

    /** What its label says of where its repository is. */
    Optional<SourceUrl> source();
  }

  /**
   * Files that the build made, in layers on top of a base image; put together without an engine.
   *
   * @param from the directory they are under, below the repository's root
   * @param base the image that they are put on
   * @param directory where they are in the image, absolute
   */
  record Jib(RelativePath from, ImageName base, String directory, Optional<SourceUrl> source)
      implements Image {

    public Jib {
      Objects.requireNonNull(from, "from");
      Objects.requireNonNull(base, "base");
      Objects.requireNonNull(source, "source");
      Checked.that(
          directory.matches(ComposeSpec.DIRECTORY_PATTERN),
          "directory is not an absolute path: " + directory);
    }
  }

  /**
   * What a container engine builds from a Dockerfile, after the build command.
   *
   * @param file the Dockerfile, below the repository's root
   * @param context the directory sent to the engine
   * @param target the stage to build; the last if empty
   */
  record Dockerfile(
      RelativePath file, RelativePath context, Optional<String> target, Optional<SourceUrl> source)
      implements Image {

    public Dockerfile {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(context, "context");
      Objects.requireNonNull(target, "target");
      Objects.requireNonNull(source, "source");
    }
  }
}

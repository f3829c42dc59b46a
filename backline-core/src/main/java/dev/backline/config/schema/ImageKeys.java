package dev.backline.config.schema;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.ImageName;
import dev.backline.config.RelativePath;
import dev.backline.config.SourceUrl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code artifact.image}. */
final class ImageKeys {

  private static final Key<RelativePath> FROM =
      Key.required("from", Forms.PATH, "The directory that holds the built files.");
  private static final Key<ImageName> BASE =
      Key.required("base", Forms.IMAGE, "The image that they are put on.");
  private static final Key<String> DIRECTORY =
      Key.withDefault(
          "directory", Forms.HOST_PATH, "/app", "Where they are in the image; commands run there.");
  private static final Shape<Function<Optional<SourceUrl>, ArtifactSpec>> JIB_SHAPE =
      new Shape<>(
          "jib",
          List.of(FROM, BASE, DIRECTORY),
          v -> source -> new ArtifactSpec.Jib(v.get(FROM), v.get(BASE), v.get(DIRECTORY), source));

  private static final Key<RelativePath> FILE =
      Key.withDefault("file", Forms.PATH, "Dockerfile", "The Dockerfile.");
  private static final Key<RelativePath> CONTEXT =
      Key.withDefault("context", Forms.PATH, ".", "The directory that the engine builds from.");
  private static final Key<Optional<String>> TARGET =
      Key.optional("target", Forms.STAGE, "The stage to build; the last when left out.");
  private static final Shape<Function<Optional<SourceUrl>, ArtifactSpec>> DOCKERFILE_SHAPE =
      new Shape<>(
          "dockerfile",
          List.of(FILE, CONTEXT, TARGET),
          v ->
              source ->
                  new ArtifactSpec.Dockerfile(v.get(FILE), v.get(CONTEXT), v.get(TARGET), source));

  private static final Key<Optional<Function<Optional<SourceUrl>, ArtifactSpec>>> JIB =
      Key.optional(
          "jib",
          JIB_SHAPE,
          "Files that the build made, on a base image; needs no container engine.");
  private static final Key<Optional<Function<Optional<SourceUrl>, ArtifactSpec>>> DOCKERFILE =
      Key.optional(
          "dockerfile",
          DOCKERFILE_SHAPE,
          "What Docker, else Podman builds, after the build command.");

  private static final Key<Optional<SourceUrl>> SOURCE =
      Key.optional(
          "source",
          Forms.SOURCE,
          "Where the repository is found: the image's label org.opencontainers.image.source.");

  static final Shape<ArtifactSpec> IMAGE =
      new Shape<>("image", List.of(JIB, DOCKERFILE, SOURCE), ImageKeys::image);

  private ImageKeys() {}

  private static ArtifactSpec image(Values v) {
    List<Function<Optional<SourceUrl>, ArtifactSpec>> ways =
        Stream.of(v.get(JIB), v.get(DOCKERFILE)).flatMap(Optional::stream).toList();
    if (ways.size() != 1) {
      throw new IllegalArgumentException("an image has exactly one of jib and dockerfile");
    }
    return ways.getFirst().apply(v.get(SOURCE));
  }
}

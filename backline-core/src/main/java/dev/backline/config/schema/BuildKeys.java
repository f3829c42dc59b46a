package dev.backline.config.schema;

import dev.backline.config.Argv;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.config.CheckName;
import dev.backline.config.CheckSpec;
import dev.backline.config.Commands;
import dev.backline.config.Glob;
import dev.backline.config.RelativePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code build}, {@code artifact} and {@code checks}. */
final class BuildKeys {

  private static final Key<Commands> COMMAND =
      Key.required(
          "command", Forms.COMMANDS, "Builds the artifact, in a clean checkout of the commit.");
  private static final Key<List<Glob>> INPUTS =
      Key.required(
          "inputs",
          Forms.GLOBS,
          "What the artifact is made of. Nothing changed there, and the earlier artifact is used"
              + " again.");
  private static final Key<List<Argv>> TOOLS =
      Key.listOrEmpty(
          "tools",
          new ListOf<>("list of commands", Forms.COMMAND, 0),
          "Commands whose output counts as an input, such as `[java, -version]`: another compiler,"
              + " another build.");
  private static final Key<Duration> TIMEOUT =
      Key.withDefault("timeout", Forms.DURATION, "10m", "The build fails when it takes longer.");

  static final Shape<BuildSpec> BUILD =
      new Shape<>(
          "build",
          List.of(COMMAND, INPUTS, TOOLS, TIMEOUT),
          v -> new BuildSpec(v.get(COMMAND), v.get(INPUTS), v.get(TOOLS), v.get(TIMEOUT)));

  private static final Key<RelativePath> FROM =
      Key.required("from", Forms.PATH, "The directory that holds the built files.");
  private static final Key<List<Glob>> INCLUDE =
      Key.withDefault(
          "include",
          Forms.GLOBS,
          new Tree.Items(List.of(new Tree.Scalar("**", Tree.Kind.TEXT, Mark.START)), Mark.START),
          "Which of them, relative to `from`.");
  private static final Shape<ArtifactSpec> BUNDLE =
      new Shape<>(
          "bundle",
          List.of(FROM, INCLUDE),
          v -> new ArtifactSpec.Bundle(v.get(FROM), v.get(INCLUDE)));
  private static final Key<Optional<ArtifactSpec>> ARTIFACT_BUNDLE =
      Key.optional("bundle", BUNDLE, "A set of files, kept under a digest of their content.");
  private static final Key<Optional<ArtifactSpec>> ARTIFACT_IMAGE =
      Key.optional("image", ImageKeys.IMAGE, "An OCI image, for environments on hosts.");

  static final Shape<ArtifactSpec> ARTIFACT =
      new Shape<>("artifact", List.of(ARTIFACT_BUNDLE, ARTIFACT_IMAGE), BuildKeys::artifact);

  private static final Key<CheckName> CHECK_NAME =
      Key.required("name", Forms.CHECK_NAME, "Told in progress and reports; each name once.");
  private static final Key<Commands> CHECK_COMMAND =
      Key.required(
          "command", Forms.COMMANDS, "Has to exit with 0, in a clean checkout of the commit.");
  private static final Key<Duration> CHECK_TIMEOUT =
      Key.withDefault("timeout", Forms.DURATION, "10m", "The check fails when it takes longer.");
  private static final Key<Boolean> PARALLEL =
      Key.withDefault("parallel", Forms.YES_NO, false, "Whether it may run beside other checks.");
  private static final Key<Optional<Glob>> JUNIT =
      Key.optional("junit", Forms.GLOB, "JUnit XML files, read for the number of tests.");
  private static final Key<Optional<RelativePath>> JACOCO =
      Key.optional("jacoco", Forms.PATH, "JaCoCo's XML report, read for the coverage.");
  private static final Shape<CheckSpec.Reports> REPORTS =
      new Shape<>(
          "reports",
          List.of(JUNIT, JACOCO),
          v -> new CheckSpec.Reports(v.get(JUNIT), v.get(JACOCO)));
  private static final Key<CheckSpec.Reports> CHECK_REPORTS =
      Key.orEmpty(
          "reports",
          REPORTS,
          "Files that the check leaves behind, read into counts that are kept with the commit.");

  static final ListOf<CheckSpec> CHECKS =
      new ListOf<>(
          "list of checks",
          new Shape<>(
              "check",
              List.of(CHECK_NAME, CHECK_COMMAND, CHECK_TIMEOUT, PARALLEL, CHECK_REPORTS),
              v ->
                  new CheckSpec(
                      v.get(CHECK_NAME),
                      v.get(CHECK_COMMAND),
                      v.get(CHECK_TIMEOUT),
                      v.get(PARALLEL),
                      v.get(CHECK_REPORTS))),
          0);

  private BuildKeys() {}

  private static ArtifactSpec artifact(Values v) {
    List<ArtifactSpec> kinds =
        Stream.of(v.get(ARTIFACT_BUNDLE), v.get(ARTIFACT_IMAGE)).flatMap(Optional::stream).toList();
    if (kinds.size() != 1) {
      throw new IllegalArgumentException("an artifact is exactly one of bundle and image");
    }
    return kinds.getFirst();
  }
}

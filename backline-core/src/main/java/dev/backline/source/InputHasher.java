package dev.backline.source;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.BuildSpec;
import dev.backline.config.Glob;
import dev.backline.config.SourceUrl;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Computes the {@link InputHash} of a commit from git's tree, without a checkout: path, mode and
 * object of every file that a declared glob matches, the build command, what is bundled, and what
 * the declared tools say about themselves.
 */
public final class InputHasher {

  private final ToolVersions tools;

  public InputHasher(ToolVersions tools) {
    this.tools = tools;
  }

  /**
   * The hash of the commit's inputs.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when a glob matches nothing,
   *     {@code UNAVAILABLE} when a tool can't be run
   */
  public InputHash hash(
      AppRepository repository, CommitId commit, BuildSpec build, ArtifactSpec artifact)
      throws InterruptedException {
    FieldDigest digest = new FieldDigest("backline-inputs-1");
    addFiles(digest, repository, commit, build.inputs());
    build.command().inOrder().forEach(command -> digest.fields("build", command.words()));
    switch (artifact) {
      case ArtifactSpec.Bundle(var from, var include) -> {
        digest.fields("bundle", List.of(from.value()));
        digest.fields("include", include.stream().map(Glob::pattern).sorted().toList());
      }
      case ArtifactSpec.Jib(var from, var base, var directory, var source) ->
          digest.fields("jib", told(List.of(from.value(), base.value(), directory), source));
      case ArtifactSpec.Dockerfile(var file, var context, var target, var source) ->
          digest.fields(
              "dockerfile",
              told(List.of(file.value(), context.value(), target.orElse("")), source));
    }
    for (var tool : build.tools()) {
      digest.fields("tool", tool.words());
      digest.fields("says", List.of(tools.of(tool)));
    }
    return new InputHash("sha256:" + digest.hex());
  }

  /**
   * Nothing is added where none is told, so that what was built before there was any still counts.
   */
  private static List<String> told(List<String> fields, Optional<SourceUrl> source) {
    return Stream.concat(fields.stream(), source.map(SourceUrl::value).stream()).toList();
  }

  private static void addFiles(
      FieldDigest digest, AppRepository repository, CommitId commit, List<Glob> globs) {
    Map<Glob, Pattern> unmatched = new LinkedHashMap<>();
    globs.forEach(glob -> unmatched.put(glob, glob.toRegex()));
    List<Pattern> patterns = List.copyOf(unmatched.values());
    Repository git = repository.git();
    try (RevWalk commits = new RevWalk(git);
        TreeWalk files = new TreeWalk(git, commits.getObjectReader())) {
      files.addTree(commits.parseCommit(Revisions.objectId(commit)).getTree());
      files.setRecursive(true);
      while (files.next()) {
        String path = files.getPathString();
        if (patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches())) {
          unmatched.values().removeIf(pattern -> pattern.matcher(path).matches());
          digest.fields(
              "file", List.of(path, files.getFileMode().toString(), files.getObjectId(0).name()));
        }
      }
    } catch (IOException e) {
      throw Revisions.unreadable(git, "hashing the inputs of " + commit.abbreviated(), e);
    }
    requireAllMatched(commit, unmatched);
  }

  private static void requireAllMatched(CommitId commit, Map<Glob, Pattern> unmatched) {
    if (!unmatched.isEmpty()) {
      throw Failure.usage(
              "finding what the build of " + commit.abbreviated() + " is made of",
              "no file in the commit matches "
                  + unmatched.keySet().stream()
                      .map(Glob::pattern)
                      .collect(Collectors.joining(", ")),
              "correct build.inputs in backline.yml, or commit the missing files")
          .toException();
    }
  }
}

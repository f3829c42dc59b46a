package dev.backline.artifact;

import dev.backline.config.EnvironmentName;
import dev.backline.config.VersionTag;
import dev.backline.source.CommitId;
import java.util.regex.Pattern;

/**
 * A name for an artifact, such as {@code dev-latest}. A version never names another artifact; the
 * others move.
 *
 * @param value a tag as the OCI distribution specification has them, at most 128 characters
 */
public record ArtifactTag(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
  private static final Pattern VERSION = Pattern.compile(VersionTag.PATTERN);

  public static final ArtifactTag LATEST = new ArtifactTag("latest");

  public ArtifactTag {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an artifact tag: " + value);
    }
  }

  /** The full name of the commit. */
  public static ArtifactTag of(CommitId commit) {
    return new ArtifactTag(commit.value());
  }

  public static ArtifactTag of(VersionTag version) {
    return new ArtifactTag(version.value());
  }

  /** What an environment was given for a commit, such as {@code dev-1a2b3c4}. */
  public static ArtifactTag of(EnvironmentName environment, CommitId commit) {
    return new ArtifactTag(environment + "-" + commit.abbreviated());
  }

  /** What an environment was given last, such as {@code dev-latest}. */
  public static ArtifactTag latestOf(EnvironmentName environment) {
    return new ArtifactTag(environment + "-latest");
  }

  public boolean isVersion() {
    return VERSION.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}

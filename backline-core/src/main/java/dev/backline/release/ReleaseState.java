package dev.backline.release;

/** What became of a release. */
public enum ReleaseState {
  /** It serves; at most one in an environment. */
  LIVE,
  /** It served until the next one took its place. */
  SUPERSEDED,
  /** It served and was rolled back. */
  UNDONE,
  /** It never served: its deployment failed before. Its version may be given again. */
  FAILED
}

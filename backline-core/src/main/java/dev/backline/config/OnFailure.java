package dev.backline.config;

/** What happens to a deployment that fails after traffic could have reached it. */
public enum OnFailure {
  /** It is undone by its rollback plan. */
  UNDO,
  /** It stays as it is, for a person to look at. */
  KEEP
}

package dev.backline.source;

/**
 * What a push may do to a repository's branches and tags.
 *
 * @param mayRewrite whether a push may replace or delete a branch, losing commits from it
 */
public record PushRules(boolean mayRewrite) {

  /** Branches only grow. */
  public static final PushRules APPEND_ONLY = new PushRules(false);

  /** Branches may be force-pushed and deleted. */
  public static final PushRules REWRITING = new PushRules(true);
}

package dev.backline.proof;

import java.util.Optional;

/** What an undo does about migrations that were applied. */
public enum SchemaUndo {
  /** They go down. */
  GO_DOWN,
  /** They stay: the release before was seen to work on them, and nothing written is lost. */
  STAY;

  /**
   * By the rollback plan. As long as no user was sent to the new release, going down loses nothing;
   * afterwards it would lose what they wrote, and the app alone goes back where that is safe. What
   * was never rehearsed goes down, as there is nothing better.
   *
   * @param plan of the delivery; empty if it was not rehearsed
   * @param served whether users were sent to the new release
   */
  public static SchemaUndo of(Optional<RollbackPlan> plan, boolean served) {
    if (plan.isEmpty() || !plan.get().app().safe()) {
      return GO_DOWN;
    }
    boolean wayDownIsKnown = plan.get().migration().safe();
    return wayDownIsKnown && !served ? GO_DOWN : STAY;
  }
}

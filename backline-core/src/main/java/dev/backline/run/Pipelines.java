package dev.backline.run;

import java.util.List;

/**
 * Builds the steps of a run from what was asked for: the same steps each time, in every process.
 */
@FunctionalInterface
public interface Pipelines {

  List<Step> stepsOf(RunRecord run);

  /**
   * Called with the environment's lease before anything else is done for a run: ends what a process
   * that was killed at work on it has left running here.
   */
  default void takeUp(RunRecord run) {}
}

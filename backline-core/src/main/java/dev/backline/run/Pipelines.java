package dev.backline.run;

import java.util.List;

/**
 * Builds the steps of a run from what was asked for: the same steps each time, in every process.
 */
@FunctionalInterface
public interface Pipelines {

  List<Step> stepsOf(RunRecord run);
}

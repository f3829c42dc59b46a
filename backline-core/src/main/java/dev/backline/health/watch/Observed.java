package dev.backline.health.watch;

import java.util.Optional;

/**
 * What was seen of a new release and of the one before it.
 *
 * @param now the new release since the switch
 * @param before the release before it; {@link Traffic#NONE} if there was none
 * @param memory of both; empty where one of them doesn't run, or it can't be told
 * @param log of both; empty where one of them has none
 */
public record Observed(
    Traffic now, Traffic before, Optional<Memory> memory, Optional<LogErrors> log) {}

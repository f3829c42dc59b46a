package dev.backline.runtime;

import dev.backline.config.LimitSpec;
import java.util.function.IntFunction;

/**
 * How to start a release.
 *
 * @param command what to run when given this port; the port is chosen at each start
 */
public record Launch(ReleaseRef release, IntFunction<ReleaseCommand> command, LimitSpec limits) {}

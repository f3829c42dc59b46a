package dev.backline.runtime;

import java.time.Duration;

/**
 * A release was healthy throughout its stable time.
 *
 * @param state as it is now: the port may be another than at the start, if that one was taken
 * @param firstAfter from the wait's begin to the first healthy answer
 * @param answers healthy ones without a break, at least 1
 */
public record Healthy(SlotState state, Duration firstAfter, int answers) {}

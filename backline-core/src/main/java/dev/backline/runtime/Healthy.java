package dev.backline.runtime;

import java.time.Duration;

/**
 * A release was healthy throughout its stable time.
 *
 * @param firstAfter from the wait's begin to the first healthy answer
 * @param answers healthy ones, at least 1
 */
public record Healthy(Duration firstAfter, int answers) {}

/** Waiting until a release that was started is healthy, whatever runs it. */
@NullMarked
package dev.backline.runtime.health;

import org.jspecify.annotations.NullMarked;

/** Whether a release that serves does worse than the one before it. */
@NullMarked
package dev.backline.health.watch;

import org.jspecify.annotations.NullMarked;

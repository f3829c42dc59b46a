/** What Backline does, as readable lists of steps: deploy, promote, roll back, migrate. */
@NullMarked
package dev.backline.pipeline;

import org.jspecify.annotations.NullMarked;

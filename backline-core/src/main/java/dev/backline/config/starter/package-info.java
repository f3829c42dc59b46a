/** Writes the {@code backline.yml} that a project starts from. */
@NullMarked
package dev.backline.config.starter;

import org.jspecify.annotations.NullMarked;

/** Runs and their output in the state file. */
@NullMarked
package dev.backline.run.jdbc;

import org.jspecify.annotations.NullMarked;

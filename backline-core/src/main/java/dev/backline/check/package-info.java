/** Declared checks: run them, read their reports, keep the results with the commit. */
@NullMarked
package dev.backline.check;

import org.jspecify.annotations.NullMarked;

/** Backline as a whole: its parts put together on one data directory. */
@NullMarked
package dev.backline;

import org.jspecify.annotations.NullMarked;

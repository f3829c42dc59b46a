/** Judges what a migration did by what it would do to production's tables. */
@NullMarked
package dev.backline.database.lint;

import org.jspecify.annotations.NullMarked;

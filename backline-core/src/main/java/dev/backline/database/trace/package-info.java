/** What a migration really did to a database: each statement with its locks, rewrites and time. */
@NullMarked
package dev.backline.database.trace;

import org.jspecify.annotations.NullMarked;

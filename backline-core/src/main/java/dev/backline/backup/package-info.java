/** Backups: made in one snapshot, proven by restoring them, put in place by a rename. */
@NullMarked
package dev.backline.backup;

import org.jspecify.annotations.NullMarked;

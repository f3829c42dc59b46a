/** The journal in the state file. */
@NullMarked
package dev.backline.journal.jdbc;

import org.jspecify.annotations.NullMarked;

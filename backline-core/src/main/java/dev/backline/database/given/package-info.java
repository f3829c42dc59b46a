/** A database server that somebody else looks after. */
@NullMarked
package dev.backline.database.given;

import org.jspecify.annotations.NullMarked;

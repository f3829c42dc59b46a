/** What is in a database, made comparable: its schema and its rows. */
@NullMarked
package dev.backline.database.catalogue;

import org.jspecify.annotations.NullMarked;

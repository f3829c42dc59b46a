/** SQL as PostgreSQL reads it, as far as a migration's statements have to be told apart. */
@NullMarked
package dev.backline.database.lint.sql;

import org.jspecify.annotations.NullMarked;

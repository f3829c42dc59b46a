/** An environment's own database: its name, its role, how to reach it. */
@NullMarked
package dev.backline.database;

import org.jspecify.annotations.NullMarked;

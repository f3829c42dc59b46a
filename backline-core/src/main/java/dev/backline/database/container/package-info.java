/** A database server in a container on a host. */
@NullMarked
package dev.backline.database.container;

import org.jspecify.annotations.NullMarked;

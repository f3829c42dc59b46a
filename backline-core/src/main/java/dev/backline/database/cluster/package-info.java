/** The PostgreSQL cluster that Backline starts from the machine's own binaries. */
@NullMarked
package dev.backline.database.cluster;

import org.jspecify.annotations.NullMarked;

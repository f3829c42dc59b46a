/** Dumps and restores by the programs of a server's own image, on the server's host. */
@NullMarked
package dev.backline.backup.container;

import org.jspecify.annotations.NullMarked;

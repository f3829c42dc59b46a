/** The reverse proxy in front of an environment's slots, as the rest of Backline uses it. */
@NullMarked
package dev.backline.edge;

import org.jspecify.annotations.NullMarked;

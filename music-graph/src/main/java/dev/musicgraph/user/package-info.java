/** Who may log in, and who may edit. */
@NullMarked
package dev.musicgraph.user;

import org.jspecify.annotations.NullMarked;

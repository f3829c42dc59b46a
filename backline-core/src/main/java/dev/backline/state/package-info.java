/** What Backline itself remembers: the data directory and the state file in it. */
@NullMarked
package dev.backline.state;

import org.jspecify.annotations.NullMarked;

/** Who may change an environment now: one owner at a time, by a lease with a fencing token. */
@NullMarked
package dev.backline.lease;

import org.jspecify.annotations.NullMarked;

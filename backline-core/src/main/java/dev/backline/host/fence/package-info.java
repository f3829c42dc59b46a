/** The fence of a host that is reached by commands. */
@NullMarked
package dev.backline.host.fence;

import org.jspecify.annotations.NullMarked;

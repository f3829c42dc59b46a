/** A machine that commands run on, and the commands. */
@NullMarked
package dev.backline.host;

import org.jspecify.annotations.NullMarked;

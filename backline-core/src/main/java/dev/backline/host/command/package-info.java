/** Commands for hosts, built without input or output. */
@NullMarked
package dev.backline.host.command;

import org.jspecify.annotations.NullMarked;

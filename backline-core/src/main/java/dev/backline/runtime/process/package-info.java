/** Releases as plain processes of this machine. */
@NullMarked
package dev.backline.runtime.process;

import org.jspecify.annotations.NullMarked;

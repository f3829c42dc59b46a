/** Releases on several hosts, as if they were one. */
@NullMarked
package dev.backline.runtime.hosts;

import org.jspecify.annotations.NullMarked;

/** Processes that outlive the one that started them, and how to find them again. */
@NullMarked
package dev.backline.host.detached;

import org.jspecify.annotations.NullMarked;

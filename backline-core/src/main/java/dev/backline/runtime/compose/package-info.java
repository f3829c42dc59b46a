/** Releases as containers of a plain Compose project on one host. */
@NullMarked
package dev.backline.runtime.compose;

import org.jspecify.annotations.NullMarked;

/** What went wrong, told so that somebody can act on it. */
@NullMarked
package dev.backline.failure;

import org.jspecify.annotations.NullMarked;

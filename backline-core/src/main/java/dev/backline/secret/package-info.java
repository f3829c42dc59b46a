/** Values that must never be seen: held, masked, stored. */
@NullMarked
package dev.backline.secret;

import org.jspecify.annotations.NullMarked;

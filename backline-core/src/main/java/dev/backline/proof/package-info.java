/** What a rehearsal has shown, what it means for a delivery, and how that will be undone. */
@NullMarked
package dev.backline.proof;

import org.jspecify.annotations.NullMarked;

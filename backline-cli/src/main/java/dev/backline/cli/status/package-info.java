/** What {@code backline status} tells. */
@NullMarked
package dev.backline.cli.status;

import org.jspecify.annotations.NullMarked;

/** Working on a run, or watching another process do it, and telling how it goes. */
@NullMarked
package dev.backline.cli.run;

import org.jspecify.annotations.NullMarked;

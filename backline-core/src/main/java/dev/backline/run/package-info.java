/** Runs: steps carried out one after the other, resumed after a crash, unwound after a failure. */
@NullMarked
package dev.backline.run;

import org.jspecify.annotations.NullMarked;

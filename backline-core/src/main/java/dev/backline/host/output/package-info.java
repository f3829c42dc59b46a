/** What a program writes, in lines, within bounds. */
@NullMarked
package dev.backline.host.output;

import org.jspecify.annotations.NullMarked;

/** The rules of the design that span modules, and those of the sources as texts. */
@NullMarked
package dev.backline.architecture;

import org.jspecify.annotations.NullMarked;

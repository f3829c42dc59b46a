/**
 * The rules of the design that a compiler does not check, checked on the classes of this module.
 */
@NullMarked
package dev.backline.architecture;

import org.jspecify.annotations.NullMarked;

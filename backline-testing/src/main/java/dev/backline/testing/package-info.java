@NullMarked
package dev.backline.testing;

import org.jspecify.annotations.NullMarked;

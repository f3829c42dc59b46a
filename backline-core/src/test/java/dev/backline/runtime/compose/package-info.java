@NullMarked
package dev.backline.runtime.compose;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.runtime;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.runtime.process;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.runtime.hosts;

import org.jspecify.annotations.NullMarked;

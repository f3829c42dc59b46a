@NullMarked
package dev.backline.runtime.health;

import org.jspecify.annotations.NullMarked;

/** Whether an app does what it should. */
@NullMarked
package dev.backline.health;

import org.jspecify.annotations.NullMarked;

/** Keeps an environment's releases and edge running between deployments and after a reboot. */
@NullMarked
package dev.backline.keeper;

import org.jspecify.annotations.NullMarked;

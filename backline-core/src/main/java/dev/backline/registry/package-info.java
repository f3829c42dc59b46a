/** Registries: logging in, pushing images, and how images get to hosts, also without one. */
@NullMarked
package dev.backline.registry;

import org.jspecify.annotations.NullMarked;

/** Which images stay on hosts and in the registry, and taking the others away. */
@NullMarked
package dev.backline.registry.retention;

import org.jspecify.annotations.NullMarked;

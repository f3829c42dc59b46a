@NullMarked
package dev.backline.registry.retention;

import org.jspecify.annotations.NullMarked;

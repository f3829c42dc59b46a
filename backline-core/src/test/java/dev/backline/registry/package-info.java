@NullMarked
package dev.backline.registry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.edge;

import org.jspecify.annotations.NullMarked;

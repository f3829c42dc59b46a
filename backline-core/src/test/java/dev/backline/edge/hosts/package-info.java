@NullMarked
package dev.backline.edge.hosts;

import org.jspecify.annotations.NullMarked;

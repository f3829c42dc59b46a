/** The edges of several hosts as one. */
@NullMarked
package dev.backline.edge.hosts;

import org.jspecify.annotations.NullMarked;

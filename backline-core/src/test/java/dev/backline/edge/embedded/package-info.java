@NullMarked
package dev.backline.edge.embedded;

import org.jspecify.annotations.NullMarked;

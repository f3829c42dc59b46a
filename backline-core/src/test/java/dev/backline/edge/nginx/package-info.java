@NullMarked
package dev.backline.edge.nginx;

import org.jspecify.annotations.NullMarked;

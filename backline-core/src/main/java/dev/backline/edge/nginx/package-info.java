/** nginx on a host, in front of an environment's slots. */
@NullMarked
package dev.backline.edge.nginx;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.edge.proxy;

import org.jspecify.annotations.NullMarked;

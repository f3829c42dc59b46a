@NullMarked
package dev.backline.host.detached;

import org.jspecify.annotations.NullMarked;

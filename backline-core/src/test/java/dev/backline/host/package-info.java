@NullMarked
package dev.backline.host;

import org.jspecify.annotations.NullMarked;

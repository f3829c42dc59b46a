@NullMarked
package dev.backline.host.examine;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.host.local;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.host.ssh;

import org.jspecify.annotations.NullMarked;

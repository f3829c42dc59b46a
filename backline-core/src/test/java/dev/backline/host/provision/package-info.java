@NullMarked
package dev.backline.host.provision;

import org.jspecify.annotations.NullMarked;

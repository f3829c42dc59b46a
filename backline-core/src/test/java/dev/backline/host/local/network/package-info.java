@NullMarked
package dev.backline.host.local.network;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.host.command;

import org.jspecify.annotations.NullMarked;

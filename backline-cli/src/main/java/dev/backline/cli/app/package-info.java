/** Which app and which environment a command is about. */
@NullMarked
package dev.backline.cli.app;

import org.jspecify.annotations.NullMarked;

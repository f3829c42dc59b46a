/** How the command line logs. */
@NullMarked
package dev.backline.cli.logging;

import org.jspecify.annotations.NullMarked;

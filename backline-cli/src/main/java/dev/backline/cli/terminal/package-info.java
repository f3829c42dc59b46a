/** What the command line writes with: colours where they help, aligned tables, times for people. */
@NullMarked
package dev.backline.cli.terminal;

import org.jspecify.annotations.NullMarked;

/** What a command works with: its options, its data directory, its terminal. */
@NullMarked
package dev.backline.cli.session;

import org.jspecify.annotations.NullMarked;

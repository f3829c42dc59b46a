/** The app's own migration commands, run one at a time and believed only after a look. */
@NullMarked
package dev.backline.database.migrate;

import org.jspecify.annotations.NullMarked;

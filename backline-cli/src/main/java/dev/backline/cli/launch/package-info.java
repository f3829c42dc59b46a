/** What the launcher has done once after a build, so that every start after it is quick. */
@NullMarked
package dev.backline.cli.launch;

import org.jspecify.annotations.NullMarked;

/** What runs or ran in an environment: versions, the history of releases, their notes. */
@NullMarked
package dev.backline.release;

import org.jspecify.annotations.NullMarked;

/** What runs releases: an environment's two slots on one host, and how a release gets into them. */
@NullMarked
package dev.backline.runtime;

import org.jspecify.annotations.NullMarked;

/** Smoke tests: what has to work right after a deployment, asked of the running release. */
@NullMarked
package dev.backline.health.smoke;

import org.jspecify.annotations.NullMarked;

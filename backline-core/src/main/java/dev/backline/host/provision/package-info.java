/**
 * Makes a bare host ready for an environment: what it needs, what is missing, and how to add it.
 */
@NullMarked
package dev.backline.host.provision;

import org.jspecify.annotations.NullMarked;

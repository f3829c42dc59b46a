/** Git over HTTP: what a push may do and what it triggers. */
@NullMarked
package dev.backline.server.git;

import org.jspecify.annotations.NullMarked;

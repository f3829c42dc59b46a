/** The controller: works on runs, keeps releases up, takes pushes. */
@NullMarked
package dev.backline.server;

import org.jspecify.annotations.NullMarked;

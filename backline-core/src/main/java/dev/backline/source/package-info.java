/** From a push or a checkout to a commit, its files and what a build would be made of. */
@NullMarked
package dev.backline.source;

import org.jspecify.annotations.NullMarked;

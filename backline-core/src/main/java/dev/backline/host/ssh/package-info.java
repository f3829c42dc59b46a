/** A machine reached over SSH; the only package that knows the SSH library. */
@NullMarked
package dev.backline.host.ssh;

import org.jspecify.annotations.NullMarked;

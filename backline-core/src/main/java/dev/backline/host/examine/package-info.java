/** Looks whether a host is fit for an environment. Changes nothing. */
@NullMarked
package dev.backline.host.examine;

import org.jspecify.annotations.NullMarked;

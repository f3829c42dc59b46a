/**
 * A network of its own on this machine, for programs that are to reach nothing but what is led in.
 */
@NullMarked
package dev.backline.host.local.network;

import org.jspecify.annotations.NullMarked;

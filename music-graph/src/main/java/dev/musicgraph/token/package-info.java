/** Tokens that let a program write through the API in the name of an administrator. */
@NullMarked
package dev.musicgraph.token;

import org.jspecify.annotations.NullMarked;

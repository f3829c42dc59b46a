/** The web server: what it is made of, who may do what, what a failure looks like. */
@NullMarked
package dev.musicgraph.web;

import org.jspecify.annotations.NullMarked;

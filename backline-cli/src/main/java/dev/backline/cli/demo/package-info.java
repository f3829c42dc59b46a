/**
 * The demo: a story of deliveries, told on real parts, whose every claim is checked while it goes
 * on.
 */
@NullMarked
package dev.backline.cli.demo;

import org.jspecify.annotations.NullMarked;

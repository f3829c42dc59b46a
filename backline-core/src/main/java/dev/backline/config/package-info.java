/**
 * What a {@code backline.yml} declares, as immutable records. Nothing here reads or writes
 * anything.
 */
@NullMarked
package dev.backline.config;

import org.jspecify.annotations.NullMarked;

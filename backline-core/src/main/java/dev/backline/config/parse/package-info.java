/** Reads a {@code backline.yml}: bytes, to YAML, to records, to what has to hold across them. */
@NullMarked
package dev.backline.config.parse;

import org.jspecify.annotations.NullMarked;

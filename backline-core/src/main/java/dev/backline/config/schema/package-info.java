/**
 * Declares each key of {@code backline.yml} once: name, type, default, description. Reading, the
 * JSON Schema, the reference page and the starter's comments all come from these declarations.
 */
@NullMarked
package dev.backline.config.schema;

import org.jspecify.annotations.NullMarked;

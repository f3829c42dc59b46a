/**
 * What a run meant to do and what came of it, append-only; and what follows from reading it again.
 */
@NullMarked
package dev.backline.journal;

import org.jspecify.annotations.NullMarked;

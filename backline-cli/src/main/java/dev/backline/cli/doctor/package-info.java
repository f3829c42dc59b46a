/** Looks, before it is needed, whether everything is there that a deployment needs. */
@NullMarked
package dev.backline.cli.doctor;

import org.jspecify.annotations.NullMarked;

/** The images of an environment, as text and as JSON. */
@NullMarked
package dev.backline.cli.images;

import org.jspecify.annotations.NullMarked;

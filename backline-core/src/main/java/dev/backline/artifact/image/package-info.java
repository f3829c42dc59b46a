/** Artifacts that are OCI images: built, and kept as an image layout. */
@NullMarked
package dev.backline.artifact.image;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.artifact.image;

import org.jspecify.annotations.NullMarked;

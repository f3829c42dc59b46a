@NullMarked
package dev.backline.proof;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.pipeline;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline.cli;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.backline;

import org.jspecify.annotations.NullMarked;

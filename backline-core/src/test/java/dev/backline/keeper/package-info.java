@NullMarked
package dev.backline.keeper;

import org.jspecify.annotations.NullMarked;

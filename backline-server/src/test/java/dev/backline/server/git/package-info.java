@NullMarked
package dev.backline.server.git;

import org.jspecify.annotations.NullMarked;

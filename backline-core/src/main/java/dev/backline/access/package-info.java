/** Who may use the controller: API tokens. */
@NullMarked
package dev.backline.access;

import org.jspecify.annotations.NullMarked;

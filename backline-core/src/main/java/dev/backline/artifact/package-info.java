/** What a build made: collected, named by its content, stored, checked and unpacked. */
@NullMarked
package dev.backline.artifact;

import org.jspecify.annotations.NullMarked;

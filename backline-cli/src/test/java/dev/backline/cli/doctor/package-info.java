@NullMarked
package dev.backline.cli.doctor;

import org.jspecify.annotations.NullMarked;

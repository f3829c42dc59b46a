@NullMarked
package dev.backline.cli.demo;

import org.jspecify.annotations.NullMarked;

/** Reads the XML that test and coverage tools leave behind. Trusts none of it. */
@NullMarked
package dev.backline.check.report;

import org.jspecify.annotations.NullMarked;

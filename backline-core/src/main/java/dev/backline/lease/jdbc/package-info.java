/** Leases in the state file. */
@NullMarked
package dev.backline.lease.jdbc;

import org.jspecify.annotations.NullMarked;

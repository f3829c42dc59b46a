package dev.backline.database.trace;

import dev.backline.database.catalogue.TableName;

/**
 * A lock that a statement took on a table, beyond those that its transaction held before it.
 *
 * @param created whether the table was made in the same transaction, so that nobody else waits
 */
public record TakenLock(TableName table, LockMode mode, boolean created) {}

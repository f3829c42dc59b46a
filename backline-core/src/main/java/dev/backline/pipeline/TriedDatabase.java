package dev.backline.pipeline;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;

/**
 * The copy that releases are tried on.
 *
 * @param here as it is reached from this machine
 */
record TriedDatabase(RunningServer server, DatabaseAccess here) {}

package dev.musicgraph.catalogue;

/**
 * Something as it is in the database.
 *
 * @param version how often it has been changed: who changes it tells which version they saw, and is
 *     refused if it is another by then
 */
public record Stored<T>(T value, int version) {}

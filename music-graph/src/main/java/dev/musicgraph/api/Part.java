package dev.musicgraph.api;

import java.util.List;

/**
 * A page of a list.
 *
 * @param total of the records on all pages
 */
record Part<T>(List<T> records, long total) {}

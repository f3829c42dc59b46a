package dev.musicgraph.catalogue;

/**
 * Something wrong with a form.
 *
 * @param field the name of the input it belongs to
 * @param message a sentence for the person who filled it in
 */
public record Problem(String field, String message) {}

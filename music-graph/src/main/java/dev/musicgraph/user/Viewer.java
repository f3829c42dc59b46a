package dev.musicgraph.user;

/** Who looks at a page, as far as its header cares. */
public record Viewer(boolean loggedIn, String name, boolean admin) {}

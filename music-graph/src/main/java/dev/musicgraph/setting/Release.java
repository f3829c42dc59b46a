package dev.musicgraph.setting;

/** What is running: a version such as {@code v0.2.0-alpha}, and the commit that it was built of. */
public record Release(String version, String commit) {}

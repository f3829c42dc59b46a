package dev.backline.config.schema;

/** A value that was read without a problem, and its place. */
public record Found<T>(YamlPath path, Mark at, T value) {}

package dev.backline.testing;

/**
 * How a program ended.
 *
 * @param status 0 if it says that it did what it was asked to
 * @param output what it said on both streams
 */
public record Ended(int status, String output) {}

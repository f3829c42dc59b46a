package dev.backline.host.examine;

/**
 * A finding, and where it was made.
 *
 * @param place a host's name, or the registry's repository
 */
public record PlaceFinding(String place, HostFinding finding) {}

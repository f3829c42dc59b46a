package dev.backline.artifact;

/**
 * An artifact in the store.
 *
 * @param files how many paths it has
 * @param size of its files, in bytes
 * @param storedSize what they take in the store, compressed, in bytes; files shared with other
 *     artifacts count in each
 */
public record StoredArtifact(ArtifactDigest digest, int files, long size, long storedSize) {}

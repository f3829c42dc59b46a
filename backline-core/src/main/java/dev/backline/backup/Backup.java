package dev.backline.backup;

import java.nio.file.Path;

/**
 * A complete backup.
 *
 * @param folder holds its files and its manifest
 */
public record Backup(BackupId id, Path folder, BackupManifest manifest) {}

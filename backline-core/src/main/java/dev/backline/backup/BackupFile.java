package dev.backline.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One file of a backup.
 *
 * @param bytes its size
 * @param sha256 64 hexadecimal digits
 */
public record BackupFile(long bytes, String sha256) {

  static final String MANIFEST = "manifest.json";

  /** All files of a backup's folder but the manifest, by their path in it. */
  static SortedMap<String, BackupFile> allIn(Path folder) throws IOException {
    SortedMap<String, BackupFile> all = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (!name.equals(MANIFEST)) {
          all.put(name, of(file));
        }
      }
    }
    return Collections.unmodifiableSortedMap(all);
  }

  private static BackupFile of(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(java.io.OutputStream.nullOutputStream());
      return new BackupFile(
          Files.size(file), HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}

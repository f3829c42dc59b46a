package dev.backline.backup;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compresses a directory dump's files with zstd: for pg_dump before 16, which has gzip only. What
 * pg_dump and pg_restore see is never compressed by us.
 */
final class DumpCompression {

  private static final int LEVEL = 3;
  private static final String SUFFIX = ".zst";

  private DumpCompression() {}

  /** Replaces each file by its compressed form. */
  static void compress(Path dump) throws IOException {
    for (Path file : files(dump)) {
      Path compressed = file.resolveSibling(file.getFileName() + SUFFIX);
      try (InputStream in = Files.newInputStream(file);
          OutputStream raw = Files.newOutputStream(compressed);
          ZstdOutputStream out = new ZstdOutputStream(raw, LEVEL)) {
        out.setChecksum(true);
        in.transferTo(out);
      }
      Files.delete(file);
    }
  }

  /** Writes each file's plain form into another directory. */
  static void decompress(Path dump, Path target) throws IOException {
    for (Path file : files(dump)) {
      String name = String.valueOf(file.getFileName());
      Path plain = target.resolve(name.substring(0, name.length() - SUFFIX.length()));
      try (InputStream raw = Files.newInputStream(file);
          ZstdInputStream in = new ZstdInputStream(raw);
          OutputStream out = Files.newOutputStream(plain)) {
        in.transferTo(out);
      }
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}

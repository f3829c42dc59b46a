package dev.musicgraph.graph;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer made once and sent often: compressed as well as gzip can.
 *
 * @param digest of the content before compression
 */
record GraphBody(byte[] gzipped, String digest) {
  static GraphBody of(MusicMap map, JsonMapper json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (OutputStream gzip = new DigestOutputStream(new BestGzip(bytes), digest)) {
        json.writeValue(gzip, map);
      }
      return new GraphBody(
          bytes.toByteArray(), HexFormat.of().formatHex(digest.digest()).substring(0, 32));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** For the few that take no gzip. */
  byte[] plain() {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      return gzip.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two representations need two strong tags (RFC 9110, 8.8.3.3). */
  String tag(boolean compressed) {
    return '"' + digest + (compressed ? "-gzip" : "") + '"';
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out, 8_192);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}

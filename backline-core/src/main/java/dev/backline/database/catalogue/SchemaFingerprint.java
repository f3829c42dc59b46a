package dev.backline.database.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * A database's schema in canonical lines: one an object, in order, without object ids, column
 * positions or anything else that differs between two databases of the same schema.
 *
 * @param lines sorted, each there once
 */
public record SchemaFingerprint(List<String> lines) {

  public SchemaFingerprint {
    lines = List.copyOf(new TreeSet<>(lines));
  }

  /** {@code sha256:} and 64 hexadecimal digits over all lines. */
  public String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
      }
      return "sha256:" + HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /**
   * How the other schema differs from this one: {@code - } before what only this one has, {@code +}
   * before what only the other has, sorted by object so that a change stands on adjacent lines.
   */
  public List<String> differenceTo(SchemaFingerprint other) {
    TreeSet<String> here = new TreeSet<>(lines);
    TreeSet<String> there = new TreeSet<>(other.lines);
    TreeSet<String> all = new TreeSet<>(here);
    all.addAll(there);
    List<String> difference = new ArrayList<>();
    for (String line : all) {
      if (!there.contains(line)) {
        difference.add("- " + line);
      } else if (!here.contains(line)) {
        difference.add("+ " + line);
      }
    }
    return difference;
  }
}

package dev.backline.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A backup's name, which is its folder's: UTC time, version and short commit, such as {@code
 * 20261123T153000Z-v0.2.0-alpha-1a2b3c4}. Names sort by time.
 */
public record BackupId(String value) implements Comparable<BackupId> {

  private static final Pattern FORM =
      Pattern.compile("\\d{8}T\\d{6}Z-[A-Za-z0-9][A-Za-z0-9._+-]{0,149}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  public BackupId {
    if (!isOne(value)) {
      throw new IllegalArgumentException("not a backup's name: " + value);
    }
  }

  static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  static BackupId of(Instant started, BackupSubject subject) {
    return new BackupId(
        TIME.format(started) + "-" + subject.release() + "-" + subject.commit().abbreviated());
  }

  @Override
  public int compareTo(BackupId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

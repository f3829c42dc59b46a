package dev.backline.database.cluster;

import java.nio.file.Path;

/**
 * PostgreSQL's programs of one major version.
 *
 * @param directory holds {@code initdb}, {@code pg_ctl}, {@code pg_dump} and the others
 * @param major 14 to 18
 */
public record PostgresBinaries(Path directory, int major) implements Comparable<PostgresBinaries> {

  public static final int OLDEST_MAJOR = 14;
  public static final int NEWEST_MAJOR = 18;

  public PostgresBinaries {
    if (!supports(major)) {
      throw new IllegalArgumentException("unsupported major: " + major);
    }
  }

  public static boolean supports(int major) {
    return major >= OLDEST_MAJOR && major <= NEWEST_MAJOR;
  }

  /** A program's absolute path, for an argument vector. */
  public String program(String name) {
    return directory.resolve(name).toString();
  }

  /** By age: the newest major is the greatest. */
  @Override
  public int compareTo(PostgresBinaries other) {
    int byMajor = Integer.compare(major, other.major);
    return byMajor != 0 ? byMajor : directory.compareTo(other.directory);
  }
}

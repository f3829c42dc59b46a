package dev.backline.release;

import dev.backline.failure.Failure;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Which version a new release gets. Pure. */
public final class VersionChoice {

  private VersionChoice() {}

  /**
   * The version that was asked for, else the one after the greatest that is taken, else the first.
   *
   * @param asked given by hand
   * @param taken versions that can't be given again: git tags, and releases that were ever live
   * @param start the environment's first version
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} if the asked one is taken
   *     or not greater than every one that is
   */
  public static Version choose(Optional<Version> asked, Collection<Version> taken, Version start) {
    Optional<Version> greatest = taken.stream().max(Comparator.naturalOrder());
    if (asked.isEmpty()) {
      return greatest.map(Version::next).orElse(start);
    }
    return greatest.map(version -> allowed(asked.get(), taken, version)).orElse(asked.get());
  }

  private static Version allowed(Version asked, Collection<Version> taken, Version greatest) {
    if (taken.contains(asked)) {
      throw refused(asked, "there is a release of this version already", greatest);
    }
    if (asked.compareTo(greatest) < 0) {
      throw refused(asked, "it is lower than " + greatest + ", which exists", greatest);
    }
    return asked;
  }

  private static RuntimeException refused(Version asked, String why, Version greatest) {
    return Failure.refused(
            "releasing version " + asked,
            why,
            "give a version above " + greatest + ", or none to get " + greatest.next())
        .toException();
  }
}

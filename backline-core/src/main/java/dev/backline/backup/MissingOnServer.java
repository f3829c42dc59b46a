package dev.backline.backup;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells a server that lacks something from a backup that is broken, by what pg_restore passes on
 * from the server.
 */
final class MissingOnServer {

  private static final List<Pattern> WORDS =
      List.of(
          // An extension that is not installed, by PostgreSQL 14 and by later ones.
          Pattern.compile("could not open extension control file"),
          Pattern.compile("extension \".*\" is not available"),
          Pattern.compile("could not access file \".*\": No such file or directory"),
          // A role's rights do not suffice where we are no superuser.
          Pattern.compile("permission denied to create extension"),
          Pattern.compile("must be owner of extension"),
          // Objects of a role that another server does not have.
          Pattern.compile("role \".*\" does not exist"),
          Pattern.compile("collation \".*\" for encoding \".*\" does not exist"),
          Pattern.compile("could not create locale \".*\""));

  private MissingOnServer() {}

  static boolean isToldBy(String said) {
    return WORDS.stream().anyMatch(words -> words.matcher(said).find());
  }
}

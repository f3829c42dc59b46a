package dev.musicgraph.user;

import java.time.Instant;

/**
 * @param passwordHash with its algorithm in braces before it
 * @param admin whether the user may edit the catalogue
 */
public record AppUser(
    UserId id,
    Username username,
    String email,
    String passwordHash,
    boolean admin,
    Instant created) {

  /** Without the hash, which has no place in a log. */
  @Override
  public String toString() {
    return "AppUser[" + username + (admin ? ", admin]" : "]");
  }
}

package dev.backline.host.fence;

import java.util.regex.Pattern;

/**
 * A data directory as hosts know it. Fences keep the processes of one data directory out of each
 * other's way; those of two know nothing of each other, so a host lets in one only.
 *
 * @param id unique to the data directory: letters, digits and hyphens
 * @param told where it is, for people: one line
 */
public record Owner(String id, String told) {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");

  public Owner {
    if (!ID.matcher(id).matches() || told.isBlank() || told.lines().count() > 1) {
      throw new IllegalArgumentException("not an owner: " + id + " " + told);
    }
  }
}

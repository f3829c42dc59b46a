package dev.backline.config;

import java.util.regex.Pattern;

/**
 * An image as container engines name it: {@code [registry/]repository[:tag][@sha256:digest]} (OCI
 * distribution specification 1.1, "Pull").
 */
public record ImageName(String value) implements Comparable<ImageName> {

  public static final String PATTERN =
      "^([A-Za-z0-9.-]+(:[0-9]{1,5})?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$";
  public static final String RULE =
      "an image's name, such as postgres:16 or registry.example.com/team/app:v1";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public ImageName {
    Checked.matching(value, VALID, "an image", RULE);
    Checked.that(value.length() <= 500, "an image's name has at most 500 characters");
  }

  @Override
  public int compareTo(ImageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

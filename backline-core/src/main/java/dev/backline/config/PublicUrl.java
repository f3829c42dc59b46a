package dev.backline.config;

import java.util.regex.Pattern;

/** Where people reach an environment: scheme, host and perhaps a port, no path. */
public record PublicUrl(String value) {

  public static final String PATTERN =
      "^https?://([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}\\])(:[0-9]{1,5})?$";
  public static final String RULE =
      "http:// or https://, a name or address, and perhaps a port; no path:"
          + " https://music.example.com";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  public PublicUrl {
    Checked.matching(value, VALID, "an address", RULE);
  }

  @Override
  public String toString() {
    return value;
  }
}

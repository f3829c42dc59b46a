package dev.backline.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named volume and where a container sees it.
 *
 * @param volume its name within the project
 * @param path absolute
 */
public record VolumeMount(String volume, String path) {

  public static final String PATTERN = "^[a-z][a-z0-9-]{1,39}:(/[A-Za-z0-9._-]+)+$";
  public static final String RULE = "a volume's name, a colon and an absolute path: data:/data";

  private static final Pattern TEXT =
      Pattern.compile("([a-z][a-z0-9-]{1,39}):((?:/[A-Za-z0-9._-]+)+)");

  public static VolumeMount parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Checked.that(matcher.matches(), Checked.shown(text) + " is not a volume: " + RULE);
    return new VolumeMount(matcher.group(1), matcher.group(2));
  }

  @Override
  public String toString() {
    return volume + ":" + path;
  }
}

package dev.backline.runtime.compose;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/** What the declarations of services in {@code compose.yaml} have in common. */
final class Declaration {

  /** What no reader of {@code .env} takes for anything but itself. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@+-]*");

  private Declaration() {}

  /**
   * The begin of a declaration. Nothing is said of a health check: plain Compose would do nothing
   * on its outcome, and an image that has one keeps it. Backline asks over HTTP itself, so that an
   * image needs no program for it.
   */
  static SequencedMap<String, Object> common(ProjectName project, String service, String image) {
    SequencedMap<String, Object> declaration = new LinkedHashMap<>();
    declaration.put("image", image);
    // The two versions of Compose would choose different names.
    declaration.put("container_name", project.container(service));
    // As process 1 a program without a handler for SIGTERM would ignore it.
    declaration.put("init", true);
    declaration.put("restart", "unless-stopped");
    declaration.put(
        "logging",
        ordered("driver", "json-file", "options", ordered("max-size", "10m", "max-file", "3")));
    return declaration;
  }

  static SequencedMap<String, Object> ordered(
      String first, Object one, String second, Object other) {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put(first, one);
    map.put(second, other);
    return map;
  }

  /** A text that Compose shall not look for variables in. */
  static String literal(String text) {
    return text.replace("$", "$$");
  }

  /**
   * A value of {@code .env}, checked, since it is not quoted.
   *
   * @throws IllegalArgumentException if a reader could take it for something else
   */
  static String plain(String value) {
    if (!PLAIN.matcher(value).matches()) {
      throw new IllegalArgumentException("not a plain value: " + value);
    }
    return value;
  }
}

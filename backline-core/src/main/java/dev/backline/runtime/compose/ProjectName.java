package dev.backline.runtime.compose;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.PlainName;
import dev.backline.runtime.Slot;
import java.util.regex.Pattern;

/**
 * The name of an environment's Compose project. All that the engine keeps for it begins with this
 * name, so that the same is found by every version of Compose, and by a person.
 */
public record ProjectName(String value) {

  /** What both versions of Compose take without changing it. */
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_-]{0,99}");

  public ProjectName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a Compose project: " + value);
    }
  }

  /** Two different pairs never share one. */
  public static ProjectName of(AppName app, EnvironmentName environment) {
    return new ProjectName(PlainName.of(app, environment));
  }

  /** For releases that are only tried. No app or environment has an underscore in its name. */
  public ProjectName rehearsal() {
    return new ProjectName(value + "_rehearsal");
  }

  /** The service in which a slot's release runs. */
  static String service(Slot slot) {
    return "web-" + slot.label();
  }

  String container(Slot slot) {
    return container(service(slot));
  }

  String container(String service) {
    return value + "-" + service;
  }

  String network() {
    return value;
  }

  String volume(String name) {
    return value + "_" + name;
  }

  @Override
  public String toString() {
    return value;
  }
}

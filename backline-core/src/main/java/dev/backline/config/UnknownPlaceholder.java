package dev.backline.config;

/** A {@code ${name}} that stands for nothing. */
public final class UnknownPlaceholder extends IllegalArgumentException {

  private final String name;

  UnknownPlaceholder(String name) {
    super(Checked.shown("${" + name + "}") + " is not a placeholder");
    this.name = name;
  }

  /** What was written between the braces. */
  public String name() {
    return name;
  }
}

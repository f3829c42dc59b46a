package dev.backline.cli.terminal;

/** How a piece of text is set off, where the terminal can. */
public enum Style {
  BOLD("1"),
  DIM("2"),
  GOOD("32"),
  WARNING("33"),
  BAD("31");

  private final String code;

  Style(String code) {
    this.code = code;
  }

  /** The select-graphic-rendition parameter (ECMA-48 section 8.3.117). */
  String code() {
    return code;
  }
}

package dev.backline.cli.terminal;

/**
 * Text that a program or a person elsewhere wrote, made harmless for a terminal: no control or
 * direction-changing characters get through.
 */
public final class PrintableText {

  private PrintableText() {}

  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    String plain = withoutEscapeSequences(text);
    plain
        .codePoints()
        .forEach(c -> {
          if (c == '\t') {
            printable.append("    ");
          } else if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
            printable.appendCodePoint(c);
          }
        });
    return printable.toString();
  }

  /** Colours and cursor moves that programs write into their output (ECMA-48 section 5.4). */
  private static String withoutEscapeSequences(String text) {
    return text.indexOf('\u001b') < 0
        ? text
        : text.replaceAll("\u001b\\[[0-?]*[ -/]*[@-~]", "")
            .replaceAll("\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?", "");
  }
}

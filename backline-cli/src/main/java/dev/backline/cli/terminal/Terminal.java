package dev.backline.cli.terminal;

import java.io.PrintStream;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}.
 *
 * @param live whether {@code out} is a terminal that lines can be redrawn on
 * @param colour whether colours are wanted
 * @param unicode whether more than ASCII can be shown
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean live, boolean colour, boolean unicode) {

  /** Writes a line of the result. */
  public void line(String text) {
    out.println(text);
  }

  /** Writes a line about the result. */
  public void note(String text) {
    err.println(text);
  }

  public String styled(Style style, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + style.code() + "m" + text + "\u001b[0m" : text;
  }

  /** The first where it can be shown, else the second. */
  public String symbol(String unicodeText, String asciiText) {
    return unicode ? unicodeText : asciiText;
  }

  /** The same, without colours and redrawing. */
  public Terminal plain() {
    return new Terminal(out, err, false, false, unicode);
  }
}

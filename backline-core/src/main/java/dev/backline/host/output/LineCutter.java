package dev.backline.host.output;

import java.util.function.Consumer;

/**
 * Cuts text into lines at line feeds, carriage returns, or both. A line of more than {@value
 * #LONGEST} characters is cut off there and marked, so that one without end fills no memory.
 */
public final class LineCutter {

  public static final int LONGEST = 65_536;

  private final Consumer<String> lines;
  private final StringBuilder line = new StringBuilder();
  private boolean cut;
  private boolean afterReturn;

  LineCutter(Consumer<String> lines) {
    this.lines = lines;
  }

  void add(char[] text, int length) {
    for (int i = 0; i < length; i++) {
      add(text[i]);
    }
  }

  /** Passes on a last line that has no end of its own. */
  void end() {
    if (!line.isEmpty()) {
      pass();
    }
  }

  private void add(char c) {
    boolean secondHalf = c == '\n' && afterReturn;
    afterReturn = c == '\r';
    if (c == '\r' || c == '\n') {
      if (!secondHalf) {
        pass();
      }
    } else if (line.length() < LONGEST) {
      line.append(c);
    } else {
      cut = true;
    }
  }

  private void pass() {
    lines.accept(cut ? line + "… (cut)" : line.toString());
    line.setLength(0);
    cut = false;
  }
}

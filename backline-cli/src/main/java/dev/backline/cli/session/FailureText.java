package dev.backline.cli.session;

import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.Failure;

/** A failure as the command line tells it: what was tried, why it failed, what to do. */
public final class FailureText {

  private FailureText() {}

  /** Three lines; a cause of several lines keeps them, indented. */
  public static void print(Failure failure, Terminal terminal) {
    terminal.note(terminal.styled(Style.BAD, "failed: ") + indented(failure.tried()));
    terminal.note(terminal.styled(Style.DIM, "   why: ") + indented(failure.why()));
    terminal.note(terminal.styled(Style.DIM, "  next: ") + indented(failure.remedy()));
  }

  public static void printJson(Failure failure, Terminal terminal) {
    terminal.note(
        JsonText.object()
            .<com.fasterxml.jackson.databind.node.ObjectNode>set("failure", JsonText.of(failure))
            .toString());
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n        ");
  }
}

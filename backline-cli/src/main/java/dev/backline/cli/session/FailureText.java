package dev.backline.cli.session;

import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.Failure;
import java.util.stream.Collectors;

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
    // A cause may quote what a program wrote, colours and all.
    return text.strip().lines().map(PrintableText::of).collect(Collectors.joining("\n        "));
  }
}

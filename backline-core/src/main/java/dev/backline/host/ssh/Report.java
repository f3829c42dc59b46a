package dev.backline.host.ssh;

import dev.backline.host.CommandOutput;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a script of ours says about itself on standard error out of the output that it passes
 * on: lines that begin with the command's id.
 */
final class Report implements CommandOutput {

  private static final String BEGUN = "begun";
  private static final int WORDS = 5;

  private final String mark;
  private final CommandOutput output;
  private final Deque<String> before = new ArrayDeque<>();
  private boolean begun;
  private String last = "it said nothing";
  private @Nullable String said;

  Report(CommandId id, CommandOutput output) {
    this.mark = id + " ";
    this.output = output;
  }

  @Override
  public void line(String text) {
    take(text, output::line);
  }

  @Override
  public void errorLine(String text) {
    take(text, output::errorLine);
  }

  private synchronized void take(String text, Consumer<String> receiver) {
    if (!text.startsWith(mark)) {
      if (!begun && before.size() < WORDS) {
        before.add(text);
      }
      last = text;
      receiver.accept(text);
    } else if (text.equals(mark + BEGUN)) {
      begun = true;
    } else {
      said = text.substring(mark.length());
    }
  }

  /** Whether the script came so far as to start the program. */
  synchronized boolean begun() {
    return begun;
  }

  /** Why it started nothing, in a word, or what else it has to tell. */
  synchronized Optional<String> said() {
    return Optional.ofNullable(said);
  }

  /** What others said before it began: a shell that forbids log-ins, sudo that wants a password. */
  synchronized String before() {
    return before.isEmpty() ? "it said nothing" : String.join(" ", before);
  }

  /** The last that was no report. */
  synchronized String last() {
    return last;
  }

  boolean isOurs(String line) {
    return line.startsWith(mark);
  }
}

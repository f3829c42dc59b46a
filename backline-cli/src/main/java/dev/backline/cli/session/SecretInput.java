package dev.backline.cli.session;

import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads a secret's value: never from the command line, where other users of the machine see it. */
public final class SecretInput {

  private static final int MOST_BYTES = 64 * 1024;

  private SecretInput() {}

  /** From a terminal without echo, else all of standard input without its last line end. */
  public static Secret read(Session session, String what) {
    String value = session.asksOnTerminal() ? prompted(what) : piped(session);
    if (value.isEmpty()) {
      throw Failure.usage(
              "reading the value of " + what,
              "it is empty",
              "pipe it in: printf %s \"$VALUE\" | backline secret set …")
          .toException();
    }
    return Secret.of(value);
  }

  private static String prompted(String what) {
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword("Value of %s: ", what);
    return typed == null ? "" : new String(typed);
  }

  private static String piped(Session session) {
    try {
      byte[] bytes = session.input().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Failure.usage(
                "reading a secret's value",
                "it is longer than " + MOST_BYTES + " bytes",
                "give a shorter one")
            .toException();
      }
      return new String(bytes, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

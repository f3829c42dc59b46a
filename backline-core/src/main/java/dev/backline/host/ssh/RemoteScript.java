package dev.backline.host.ssh;

import dev.backline.host.command.ShellWords;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The fixed scripts that run on hosts. They are the same for every command, so what {@code ps} and
 * the host's logs show of them holds nothing of ours: what a command is made of comes on standard
 * input.
 */
enum RemoteScript {
  RUN("run.sh"),
  END("end.sh"),
  RECEIVE("receive.sh"),
  SEND("send.sh");

  private final String text;

  RemoteScript(String resource) {
    this.text = read(resource);
  }

  /**
   * The command to ask the server for. It goes through the user's own shell, which may be any, so
   * it is two plain words and one in quotes.
   *
   * @param sudo whether to run it as root by {@code sudo -n}
   */
  String command(boolean sudo) {
    return (sudo ? "exec sudo -n -- " : "exec ") + "/bin/sh -c " + ShellWords.quoted(text);
  }

  private static String read(String resource) {
    try (InputStream text = RemoteScript.class.getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalStateException("the program is incomplete: it has no " + resource);
      }
      return withoutComments(new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static String withoutComments(String text) {
    return String.join("\n", text.lines().filter(line -> !line.startsWith("#")).toList());
  }
}

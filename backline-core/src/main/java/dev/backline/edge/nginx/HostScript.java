package dev.backline.edge.nginx;

import dev.backline.host.HostCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fixed scripts that an edge is steered by; arguments are apart from them. */
enum HostScript {
  LOOK("look.sh"),
  PREPARE("prepare.sh"),
  INSTALL("install.sh"),
  SETTLE("settle.sh"),
  LISTENERS("listeners.sh"),
  START("start.sh"),
  ROUTE("route.sh"),
  FLAG("flag.sh"),
  TAKE_OUT("take-out.sh"),
  TRAFFIC("traffic.sh"),
  ROTATE("rotate.sh");

  /** nginx refused the configuration as it was before anything of ours was put in. */
  static final int REFUSED_BEFORE = 90;

  private final String text;

  HostScript(String resource) {
    this.text = withoutComments(resource(resource));
  }

  HostCommand with(List<String> arguments) {
    List<String> argv = new ArrayList<>(List.of("sh", "-c", text, "sh"));
    argv.addAll(arguments);
    return HostCommand.of(argv);
  }

  HostCommand with(String... arguments) {
    return with(List.of(arguments));
  }

  /** A text that comes with the program. */
  static String resource(String name) {
    try (InputStream text = HostScript.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("the program is incomplete: it has no " + name);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static String withoutComments(String script) {
    return String.join("\n", script.lines().filter(line -> !line.strip().startsWith("#")).toList());
  }
}

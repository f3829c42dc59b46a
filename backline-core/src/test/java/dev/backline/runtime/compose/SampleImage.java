package dev.backline.runtime.compose;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntimeContract.Behaviour;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An image of a web app that is a shell and BusyBox's own server, with good and bad manners. Its
 * own command ends at once, so that what runs is what was asked for.
 */
final class SampleImage {

  private static final String SERVE = "busybox httpd -f -p \"$1\" -h /www";
  private static final String EXIT = "echo cannot find the moon >&2; exit 7";
  private static final String REFUSE = "busybox nc -ll -p \"$1\" -e /bin/refuse";
  private static final String DIE =
      "busybox httpd -p \"$1\" -h /www; sleep 0.7; echo out of cheese >&2; exit 3";

  private SampleImage() {}

  /** Writes its files. */
  static Path root(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path www = Files.createDirectories(folder.resolve("www"));
    Files.copy(Path.of("/bin/busybox"), bin.resolve("busybox"));
    for (String name : new String[] {"sh", "sleep", "env", "true", "cat"}) {
      Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
    }
    Path refuse = bin.resolve("refuse");
    Files.writeString(
        refuse,
        "#!/bin/sh\n"
            + "read -r line\n"
            + "printf 'HTTP/1.0 503 not yet\\r\\nContent-Length: 0\\r\\n\\r\\n'\n");
    refuse.toFile().setExecutable(true, false);
    Files.writeString(www.resolve("health"), "ok");
    return folder;
  }

  static Launch launch(ReleaseRef release, Behaviour behaviour) {
    return launch(release, Map.of(), script(behaviour));
  }

  static Launch launch(ReleaseRef release, Map<String, Secret> variables, String script) {
    return new Launch(
        release,
        port ->
            new ReleaseCommand(
                Argv.of("/bin/sh", "-c", script, "sh", Integer.toString(port)), variables),
        new LimitSpec(Optional.empty(), 1024));
  }

  static String script(Behaviour behaviour) {
    return switch (behaviour) {
      case NORMAL -> SERVE;
      case EXITS_AT_ONCE -> EXIT;
      case NEVER_HEALTHY -> REFUSE;
      case DIES_SOON_AFTER_BEING_HEALTHY -> DIE;
    };
  }
}

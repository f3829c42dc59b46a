package dev.backline.runtime.compose;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.ReleaseRuntimeContract.Behaviour;
import dev.backline.secret.Secret;
import java.util.Map;
import java.util.Optional;

/** A web app of the tests' tiny image, with good and bad manners. */
final class SampleRelease {

  static final String NORMAL = "echo ok >/www/health; exec httpd -f -p \"$1\" -h /www";

  private static final String EXIT = "echo cannot find the moon >&2; exit 7";
  private static final String REFUSE =
      "echo 'printf \"HTTP/1.0 503 no\\r\\nContent-Length: 0\\r\\n\\r\\n\"; sleep 0.1'"
          + " >/tmp/refuse; exec nc -ll -p \"$1\" -e /bin/sh /tmp/refuse";
  private static final String DIE =
      "echo ok >/www/health; httpd -p \"$1\" -h /www; sleep 0.7; echo out of cheese >&2; exit 3";

  private SampleRelease() {}

  static Launch launch(ReleaseRef release, Behaviour behaviour) {
    return launch(
        release,
        Map.of(),
        switch (behaviour) {
          case NORMAL -> NORMAL;
          case EXITS_AT_ONCE -> EXIT;
          case NEVER_HEALTHY -> REFUSE;
          case DIES_SOON_AFTER_BEING_HEALTHY -> DIE;
        });
  }

  static Launch launch(ReleaseRef release, Map<String, Secret> variables, String script) {
    return new Launch(
        release,
        port ->
            new ReleaseCommand(
                Argv.of("/bin/sh", "-c", script, "sh", Integer.toString(port)), variables),
        new LimitSpec(Optional.empty(), 1024));
  }
}

package dev.backline.runtime.process;

import dev.backline.config.Argv;
import dev.backline.config.LimitSpec;
import dev.backline.host.detached.ProcessIdentity;
import dev.backline.host.detached.Processes;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.runtime.Launch;
import dev.backline.runtime.ReleaseCommand;
import dev.backline.runtime.ReleaseRef;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Starts {@link SampleRelease} from the tests' class path. */
final class SampleLaunch {

  private SampleLaunch() {}

  static Launch of(
      ReleaseRef release, LimitSpec limits, Map<String, Secret> environment, String... mode) {
    return new Launch(
        release, port -> new ReleaseCommand(new Argv(words(port, mode)), environment), limits);
  }

  private static List<String> words(int port, String... mode) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx48m",
                "-XX:MaxDirectMemorySize=2g",
                "-cp",
                classes(),
                SampleRelease.class.getName(),
                mode[0],
                Integer.toString(port)));
    words.addAll(Arrays.asList(mode).subList(1, mode.length));
    return words;
  }

  static String classes() {
    return Path.of(
            SampleRelease.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  /** SIGKILL; returns when it is gone. */
  static void kill(ProcessIdentity process) throws InterruptedException {
    ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    while (Processes.alive(process)) {
      Thread.sleep(5);
    }
  }

  /** A field's value until the test's set-up. */
  static ProcessRuntime unusable() {
    return new ProcessRuntime(
        new EnvironmentFolder("app/none", Path.of("/nonexistent")),
        Masker.none(),
        Clock.systemUTC());
  }
}

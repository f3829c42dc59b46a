package dev.backline.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code backline demo} in a process of its own. */
final class DemoProgram {

  private DemoProgram() {}

  /** Of this checkout, whose Music Graph it delivers. */
  static List<String> command(Path data, String... options) {
    return in(
        Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent(),
        data,
        options);
  }

  /** Of a checkout whose {@code music-graph} is another app. */
  static List<String> in(Path home, Path data, String... options) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                // A test that runs in the background would hand on that SIGINT is ignored.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dbackline.home=" + home,
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.backline.cli.Main",
                "demo",
                "--data",
                data.toString()));
    argv.addAll(List.of(options));
    return argv;
  }
}

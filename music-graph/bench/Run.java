import java.io.IOException;
import java.util.List;

/** Commands that end by themselves. */
final class Run {
  private Run() {}

  /** What it printed; fails with all of it if the command does. */
  static String quietly(List<String> command) throws IOException {
    return finish(new ProcessBuilder(command));
  }

  static String finish(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(builder.command() + " failed: " + output);
    }
    return output;
  }
}

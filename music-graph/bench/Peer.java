import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's simple file server with the same bytes in a file: nothing to work out, no database. */
final class Peer implements AutoCloseable {
  private final Process process;
  private final URI address;

  Peer(Path directory) throws IOException {
    int port = Cluster.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(App.OPTIONS);
    command.addAll(
        List.of("-m", "jdk.httpserver", "-b", "127.0.0.1", "-p", port + "", "-d",
            directory.toAbsolutePath().toString(), "-o", "none"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    address = URI.create("http://127.0.0.1:" + port);
    for (int i = 0; i < 500 && !answers(); i++) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private boolean answers() {
    try {
      return ((HttpURLConnection) address.toURL().openConnection()).getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}

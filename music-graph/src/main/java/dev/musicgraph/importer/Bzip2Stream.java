package dev.musicgraph.importer;

import dev.musicgraph.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What {@code bzip2} unpacks of a file; the JDK can't. */
final class Bzip2Stream extends FilterInputStream {
  private final Process process;

  Bzip2Stream(Path path) {
    this(start(path));
  }

  private Bzip2Stream(Process process) {
    super(process.getInputStream());
    this.process = process;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = super.read(bytes, from, length);
    if (count < 0) {
      checkEnd();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    super.close();
  }

  private void checkEnd() throws IOException {
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("bzip2 says that it is damaged or cut off");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Process start(Path path) {
    try {
      return new ProcessBuilder("bzip2", "--decompress", "--stdout", "--", path.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new Refusal(
          "can't unpack " + path + ": bzip2 is not installed. Install it, or unpack the file", e);
    }
  }
}

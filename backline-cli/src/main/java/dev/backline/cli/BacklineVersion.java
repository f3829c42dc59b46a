package dev.backline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** This program's version, as the build wrote it into a resource. */
final class BacklineVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"backline " + text()};
  }

  static String text() {
    try (InputStream in = BacklineVersion.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        return "unknown";
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

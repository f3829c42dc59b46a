package dev.backline.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the checkout that this test runs in, without what was built from them. */
final class Sources {

  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern ELSEWHERE =
      Pattern.compile("/(target|\\.git|\\.backline|node_modules)(/|$)");

  private Sources() {}

  static Stream<Path> files(Path below) {
    try (Stream<Path> all = Files.walk(below)) {
      return all
          .filter(Files::isRegularFile)
          .filter(file -> !ELSEWHERE.matcher("/" + ROOT.relativize(file)).find())
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}

package dev.backline.config;

import dev.backline.config.parse.ConfigFile;
import dev.backline.config.parse.ConfigResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A configuration that uses every key, and a short one. */
public final class Samples {

  public static final String MINIMAL =
      """
      app: tiny
      build: {command: make, inputs: ['**']}
      artifact: {bundle: {from: .}}
      run: {command: ./tiny}
      environments:
        dev: {listen: '127.0.0.1:18080'}
      """;

  private Samples() {}

  public static String full() {
    return text("full.yml");
  }

  /** A file beside this class's resources. */
  public static String text(String name) {
    try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ConfigResult read(String yaml) {
    return ConfigFile.read("backline.yml", yaml.getBytes(StandardCharsets.UTF_8));
  }

  public static AppConfig config(String yaml) {
    return read(yaml).orThrow();
  }
}

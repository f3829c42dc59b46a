package dev.backline.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** What the program logs when the launcher has named its provider. */
class PlainProviderTest {

  @Test
  void warningsAreALineEachOnStandardErrorWithoutStackTraces() {
    assertThat(logged(log -> log.warn("a slot is slow", new IllegalStateException("why"))))
        .isEqualTo("WARN: a slot is slow" + System.lineSeparator());
  }

  @Test
  void whatTheSshLibraryWarnsOfIsLeftToWhoeverUsesIt() {
    assertThat(logged("org.apache.sshd.client", log -> log.warn("refused"))).isEmpty();
  }

  @Test
  void nothingLessIsLogged() {
    assertThat(logged(log -> log.info("a slot is ready"))).isEmpty();
  }

  private static String logged(Consumer<Logger> what) {
    return logged("test", what);
  }

  private static String logged(String logger, Consumer<Logger> what) {
    PrintStream before = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      PlainProvider provider = new PlainProvider();
      provider.initialize();
      what.accept(provider.getLoggerFactory().getLogger(logger));
      return written.toString(StandardCharsets.UTF_8);
    } finally {
      System.setErr(before);
    }
  }
}

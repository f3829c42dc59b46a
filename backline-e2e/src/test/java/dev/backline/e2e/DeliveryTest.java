package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {

  @Test
  void aPushedCommitServesInDevAndIsPromotedToProd(@TempDir Path directory) {
    try (Installation installation = Installation.in(directory)) {
      installation.deploy();
      System.out.println(installation.story(installation.run(installation.newestRun())));
      Wholeness whole = new Wholeness(installation);
      whole.require(Installation.DEV);
      installation.promote();
      System.out.println(installation.story(installation.run(installation.newestRun())));
      assertThat(whole.require(Installation.PROD)).isEqualTo("v0.1.0");
    }
  }
}

package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BaseImageTest {

  @Test
  void runsTheJavaOfTheTests() {
    try (TestEngine engine = TestEngine.make()) {
      engine.load(BaseImage.archive());
      assertThat(engine.docker("run", "--rm", BaseImage.REFERENCE))
          .contains(Runtime.version().toString());
    }
  }
}

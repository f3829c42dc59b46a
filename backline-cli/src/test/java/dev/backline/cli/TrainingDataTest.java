package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.edge.embedded.EdgeAddress;
import dev.backline.runtime.EnvironmentFolder;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingDataTest {

  @TempDir Path folder;

  /** Else the training would not see what a status needs, and nobody would notice but by time. */
  @Test
  void itsEnvironmentHasAnAddressAsThoseThatServeHave() throws Exception {
    TrainingData.main(new String[] {folder.toString()});

    EnvironmentFolder environment =
        EnvironmentFolder.of(
            new DataDirectory(folder), new AppName("training"), new EnvironmentName("dev"));
    assertThat(EdgeAddress.of(environment)).isPresent();
  }
}

package dev.backline.edge.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.ListenAddress;
import dev.backline.edge.EdgeSettings;
import dev.backline.runtime.EnvironmentFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeAddressTest {

  private static final ListenAddress LISTEN = new ListenAddress("127.0.0.1", 18080);
  private static final EdgeSettings SETTINGS =
      new EdgeSettings(LISTEN, new EdgeSpec(new DataSize(1), Duration.ofSeconds(1)));

  @TempDir Path folder;

  @Test
  void isThatOfTheEdgeThatIsWantedAndNoneOfAStoppedOne() throws Exception {
    EnvironmentFolder environment = new EnvironmentFolder("app/dev", folder);
    assertThat(EdgeAddress.of(environment)).isEmpty();
    EdgeFiles files = new EdgeFiles(Files.createDirectories(environment.edge()));

    files.want(new EdgeFiles.Wanted(SETTINGS, true));
    assertThat(EdgeAddress.of(environment)).contains(LISTEN);

    files.want(new EdgeFiles.Wanted(SETTINGS, false));
    assertThat(EdgeAddress.of(environment)).isEmpty();
  }
}

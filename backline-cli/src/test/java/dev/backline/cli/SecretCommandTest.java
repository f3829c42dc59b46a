package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretCommandTest {

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new CommandLineFixture(folder);
  }

  @Test
  void keepsWhatComesOnStandardInputAndNeverShowsIt() {
    fixture.input = "hunter2hunter2\n";
    var set = fixture.run("secret", "set", "dev", "API_KEY", "--app", "music-graph");
    var list = fixture.run("secret", "list", "dev", "--app", "music-graph");

    assertThat(set.status()).isZero();
    assertThat(list.out()).isEqualTo("NAME     STATE\nAPI_KEY  set\n");
    assertThat(set.out() + set.err() + list.out()).doesNotContain("hunter2");
  }

  @Test
  void takesNoValueOnTheCommandLineAndDoesNotRepeatOne() {
    var result = fixture.run("secret", "set", "dev", "hunter2hunter2", "--app", "music-graph");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("not a secret's name").doesNotContain("hunter2hunter2");
  }

  @Test
  void refusesAnEmptyValueAndRemovingWhatIsNotThere() {
    assertThat(fixture.run("secret", "set", "dev", "API_KEY", "--app", "music-graph").status())
        .isEqualTo(ExitCode.USAGE.status());
    assertThat(fixture.run("secret", "remove", "dev", "API_KEY", "--app", "music-graph").status())
        .isEqualTo(ExitCode.USAGE.status());
  }
}

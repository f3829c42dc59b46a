package dev.backline.host.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFactsTest {

  @Test
  void readsWhatDebianTellsOfItself() {
    HostFacts facts =
        HostFacts.parse(
            List.of(
                "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"",
                "NAME=\"Debian GNU/Linux\"",
                "VERSION_ID=\"12\"",
                "ID=debian",
                "SSH_CONNECTION=192.0.2.7 51178 10.0.0.11 2222"),
            22);

    assertThat(facts).isEqualTo(new HostFacts("Debian GNU/Linux 12 (bookworm)", 2222));
  }

  @Test
  void withoutWordOfTheServersPortItIsTheOneThatWasConnectedTo() {
    assertThat(HostFacts.parse(List.of("ID=debian", "SSH_CONNECTION="), 2200).sshPort())
        .isEqualTo(2200);
  }

  @ParameterizedTest
  @CsvSource({"debian,11", "debian,13", "debian,", "ubuntu,20.04", "ubuntu,24.04"})
  void takesDebianFrom11AndUbuntuFrom2004(String id, String version) {
    assertThat(parse(id, version).sshPort()).isEqualTo(22);
  }

  @ParameterizedTest
  @CsvSource({"debian,10", "ubuntu,18.04", "fedora,40", "alpine,3.20.1", "'',"})
  void refusesOthersWithWhatToUse(String id, String version) {
    assertThatThrownBy(() -> parse(id, version))
        .isInstanceOfSatisfying(
            BacklineException.class,
            e -> assertThat(e.failure().remedy()).contains("Debian 11", "Ubuntu 20.04"))
        .hasMessageContaining("it runs Some Linux");
  }

  private static HostFacts parse(String id, String version) {
    List<String> lines = List.of("PRETTY_NAME='Some Linux'", "ID=" + id);
    return HostFacts.parse(
        version == null
            ? lines
            : List.of(lines.get(0), lines.get(1), "VERSION_ID=\"" + version + "\""),
        22);
  }
}

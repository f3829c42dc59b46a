package dev.backline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** What a closed place must not leave on this machine. */
final class Leftovers {

  private Leftovers() {}

  static void assertNone(TestPlace place) {
    Path folder = place.folder();
    assertThat(folder).doesNotExist();
    assertThat(Programs.run("ps", "-e", "-o", "args")).doesNotContain(folder + "/");
    assertThat(Programs.run("ip", "link")).doesNotContain(" " + place.bridge() + ":");
    assertThat(Programs.run("ip", "link")).doesNotContain(" " + place.bridge() + "-");
    assertThat(Network.linksWithin(place.networks())).isEmpty();
    assertThat(Programs.run("iptables", "--list-rules", "FORWARD"))
        .doesNotContain(place.addresses())
        .doesNotContain(place.networks());
    assertThat(Programs.read(Path.of("/proc/mounts"))).doesNotContain(folder + "/");
    assertThat(Programs.run("losetup", "--list")).doesNotContain(folder + "/");
    assertThat(Programs.run("find", "/sys/fs/cgroup", "-name", place.controlGroup())).isEmpty();
  }
}

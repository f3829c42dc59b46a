package dev.backline.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What hosts that tests make run. */
public enum Debian {
  /** Docker Engine 20.10, docker-compose 1.29. */
  BOOKWORM("bookworm", List.of("docker-compose", "docker.io", "nginx-light"), List.of()),

  /** Docker Engine 26, {@code docker compose} 2. */
  TRIXIE("trixie", List.of("docker-cli", "docker-compose", "docker.io", "nginx-light"), List.of()),

  /** Bookworm with sshd and no more, where apt installs from what lies on the host. */
  BARE(
      "bookworm",
      List.of("nftables"),
      List.of(
          "apparmor",
          "docker-compose",
          "docker.io",
          "logrotate",
          "nginx",
          "ufw",
          "unattended-upgrades"));

  private static final List<String> EVERYWHERE =
      List.of(
          "ca-certificates",
          "curl",
          "iproute2",
          "iptables",
          "openssh-server",
          "procps",
          "sudo",
          "util-linux");

  private final String suite;
  private final List<String> own;
  private final List<String> later;

  Debian(String suite, List<String> own, List<String> later) {
    this.suite = suite;
    this.own = own;
    this.later = later;
  }

  /** As Debian's archive calls it. */
  String suite() {
    return suite;
  }

  /** Tells its root file system from others. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> packages() {
    return Stream.concat(EVERYWHERE.stream(), own.stream()).sorted().toList();
  }

  /** Which apt can install there, besides those that are. */
  List<String> later() {
    return later;
  }

  /** Whether it runs an engine from its first boot on. */
  boolean hasEngine() {
    return later.isEmpty();
  }
}

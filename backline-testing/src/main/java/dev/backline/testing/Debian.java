package dev.backline.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What hosts that tests make run. */
public enum Debian {
  /** Docker Engine 20.10, docker-compose 1.29. */
  BOOKWORM("docker-compose", "docker.io"),

  /** Docker Engine 26, {@code docker compose} 2. */
  TRIXIE("docker-cli", "docker-compose", "docker.io");

  private static final List<String> EVERYWHERE =
      List.of(
          "ca-certificates",
          "curl",
          "iproute2",
          "iptables",
          "nginx-light",
          "openssh-server",
          "procps",
          "sudo",
          "util-linux");

  private final List<String> own;

  Debian(String... own) {
    this.own = List.of(own);
  }

  /** As Debian's archive calls it. */
  String suite() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> packages() {
    return Stream.concat(EVERYWHERE.stream(), own.stream()).sorted().toList();
  }
}

package dev.backline.edge.nginx;

import dev.backline.config.ImageName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where nginx runs on a host, and how it is called there. */
public sealed interface NginxPlace {

  /**
   * Installed on the host, where it may serve others too: only our part of it is ever touched.
   *
   * @param program nginx and the arguments that it always gets, not empty
   * @param unit the systemd unit that starts it where systemd runs
   * @param includes a folder of which its {@code http} block includes {@code *.conf}
   * @param pidFile where it writes its pid
   * @param logrotate the folder of logrotate's files, if it is used
   */
  record OnHost(
      List<String> program,
      Optional<String> unit,
      Path includes,
      Path pidFile,
      Optional<Path> logrotate)
      implements NginxPlace {

    /** As Debian, Ubuntu, Fedora and nginx.org package it. */
    public static final OnHost PACKAGED =
        new OnHost(
            List.of("nginx"),
            Optional.of("nginx.service"),
            Path.of("/etc/nginx/conf.d"),
            Path.of("/run/nginx.pid"),
            Optional.of(Path.of("/etc/logrotate.d")));

    public OnHost {
      program = List.copyOf(program);
      if (program.isEmpty()) {
        throw new IllegalArgumentException("nginx needs a program");
      }
    }
  }

  /**
   * In a container of its own, on the host's network, so that it reaches the slots on the loopback
   * address and sees who the clients are. Docker starts it again after a reboot.
   */
  record InContainer(ImageName image) implements NginxPlace {}
}

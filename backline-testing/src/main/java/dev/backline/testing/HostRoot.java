package dev.backline.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The root file system of hosts that tests make: a Debian as its installer leaves it, with init
 * scripts but no systemd, and a user who may log in with a key and become root without a password.
 */
final class HostRoot {

  static final String USER = "deploy";

  private static final Duration LIMIT = Duration.ofMinutes(15);

  private HostRoot() {}

  /** Made once for each user of this machine, from Debian's packages: takes minutes. */
  static Path folder(Debian debian) {
    String finish = Programs.script("host-root.sh");
    return TestCache.folder(
            "host-root-" + debian.label(),
            debian.packages() + "" + debian.later() + finish,
            folder -> make(debian, folder.resolve("root"), finish))
        .resolve("root");
  }

  private static void make(Debian debian, Path root, String finish) {
    Programs.run(
        LIMIT,
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        "--include=" + String.join(",", debian.packages()),
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        "--dpkgopt=path-exclude=/usr/share/man/*",
        "--dpkgopt=path-exclude=/usr/share/locale/*",
        // It appears in the cache when it is complete, or not at all.
        "--dpkgopt=force-unsafe-io",
        debian.suite(),
        root.toString());
    List<String> finishing = new ArrayList<>(List.of("bash", "-c", finish, "host-root.sh"));
    finishing.addAll(List.of(root.toString(), USER));
    finishing.addAll(debian.later());
    Programs.run(LIMIT, finishing.toArray(String[]::new));
  }
}

package dev.backline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * An image of 2 MB for tests of what surrounds containers: Debian's static BusyBox, with a shell
 * and all its commands, {@code wget} among them. By default it sleeps; {@code serve PORT} answers
 * HTTP. Both end at once when they are told to.
 */
public final class TinyImage {

  /** What it is called once loaded. */
  public static final String REFERENCE = "backline/tiny:1";

  private static final Path BUSYBOX = Path.of("/bin/busybox");

  /** A shell that waits in the background ends at a signal; one that runs sleep does after it. */
  private static final List<String> COMMAND =
      List.of("/bin/sh", "-c", "trap 'exit 0' TERM INT; while :; do sleep 3600 & wait $!; done");

  private static final String SERVE =
      """
      #!/bin/sh
      trap 'exit 0' TERM INT
      httpd -f -p "$1" -h /www &
      wait
      """;

  private TinyImage() {}

  /** Its archive, for {@code docker load} and Jib. */
  public static Path archive() {
    if (!Files.isExecutable(BUSYBOX)) {
      throw new IllegalStateException("tests need BusyBox: apt-get install -y busybox-static");
    }
    String recipe =
        REFERENCE + Programs.run(BUSYBOX.toString(), "--help") + COMMAND + SERVE + "history";
    return TestCache.folder("tiny-image", recipe, TinyImage::make).resolve("image.tar");
  }

  private static void make(Path folder) throws IOException {
    Path root = folder.resolve("root");
    for (String name : List.of("bin", "etc", "proc", "sys", "dev", "tmp", "www")) {
      Files.createDirectories(root.resolve(name));
    }
    Path busybox = Files.copy(BUSYBOX, root.resolve("bin/busybox"));
    for (String name : Programs.run(BUSYBOX.toString(), "--list").split("\n", -1)) {
      if (!name.isBlank() && !name.equals("busybox")) {
        Files.createSymbolicLink(busybox.resolveSibling(name), Path.of("busybox"));
      }
    }
    Path serve = Files.writeString(root.resolve("bin/serve"), SERVE);
    Files.setPosixFilePermissions(serve, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/:/bin/sh\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\n");
    Files.writeString(root.resolve("www/index.html"), "tiny\n");
    ImageArchive.write(root, folder.resolve("image.tar"), REFERENCE, COMMAND, List.of("PATH=/bin"));
  }
}

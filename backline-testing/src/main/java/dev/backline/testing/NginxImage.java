package dev.backline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An image with this machine's nginx and the libraries that it needs, without a hub. */
public final class NginxImage {

  /** What it is called once loaded. */
  public static final String REFERENCE = "backline-test/nginx:2";

  private static final String NGINX = "/usr/sbin/nginx";

  private NginxImage() {}

  /** Its archive, for {@code docker load}. */
  public static Path archive() {
    String recipe = Programs.run("sha256sum", NGINX) + REFERENCE;
    return TestCache.folder("nginx-image", recipe, NginxImage::make).resolve("image.tar");
  }

  private static void make(Path folder) throws IOException {
    Path root = Files.createDirectory(folder.resolve("root"));
    List<String> copy = new ArrayList<>(List.of("cp", "--dereference", "--parents", NGINX));
    copy.addAll(libraries());
    copy.add(root.toString());
    Programs.run(copy.toArray(String[]::new));
    for (String directory : List.of("etc", "var/lib/nginx", "var/log/nginx")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.setPosixFilePermissions(
        Files.createDirectory(root.resolve("tmp")), PosixFilePermissions.fromString("rwxrwxrwx"));
    // Whom its workers run as if nobody tells them.
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nnogroup:x:65534:\n");
    ImageArchive.write(
        root,
        folder.resolve("image.tar"),
        REFERENCE,
        List.of("nginx", "-g", "daemon off;"),
        List.of("PATH=/usr/sbin"));
    Programs.run("rm", "-rf", "--one-file-system", root.toString());
  }

  /** As ldd(1) tells them: {@code NAME => PATH (ADDRESS)}, or the loader's path alone. */
  private static List<String> libraries() {
    return Programs.run("ldd", NGINX)
        .lines()
        .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
        .filter(word -> word.startsWith("/"))
        .toList();
  }
}

package dev.backline.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What images of Java apps are built upon, without a hub: a small Debian with the Java that runs
 * the tests. As long as it is made of the same it has the same digest.
 */
public final class BaseImage {

  /** What it is called once loaded. */
  public static final String REFERENCE = "backline/java:25";

  private static final String SUITE = "bookworm";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * What a web app with a database may use: all of Java SE, and what common libraries reach for.
   */
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.zipfs,jdk.management,jdk.crypto.cryptoki,jdk.naming.dns,jdk.httpserver";

  private BaseImage() {}

  /**
   * Its archive, for {@code docker load} and Jib; made once from Debian's packages: takes a minute.
   */
  public static Path archive() {
    String recipe = SUITE + MODULES + Runtime.version() + REFERENCE;
    return TestCache.folder("base-image", recipe, BaseImage::make).resolve("image.tar");
  }

  private static void make(Path folder) {
    Path root = folder.resolve("root");
    Programs.run(
        LIMIT,
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        "--include=ca-certificates",
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        "--dpkgopt=path-exclude=/usr/share/man/*",
        "--dpkgopt=path-exclude=/usr/share/locale/*",
        "--dpkgopt=force-unsafe-io",
        SUITE,
        root.toString());
    Programs.run(
        LIMIT,
        Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
        "--add-modules=" + MODULES,
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--output=" + root.resolve("opt/java"));
    ImageArchive.write(
        root,
        folder.resolve("image.tar"),
        REFERENCE,
        List.of("/opt/java/bin/java", "--version"),
        List.of("JAVA_HOME=/opt/java", "PATH=/opt/java/bin:/usr/bin:/bin"));
    Programs.run("rm", "-rf", "--one-file-system", root.toString());
  }
}

package dev.backline.host.local.network;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The argument vectors that make a network and lead into it (unshare(1), nsenter(1)). */
enum NetworkWords {

  /** Root needs nothing else. */
  BY_ROOT,

  /**
   * Others have the right in a user namespace only. They stay who they are in there, so that files
   * are theirs as before; the rights are kept for the inner half, which raises the loopback
   * interface, and are gone for what enters.
   */
  BY_USER;

  /**
   * It hands on bytes: little heap, one compiler, and nothing to write into the temporary folder.
   */
  private static final List<String> JAVA =
      List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  static NetworkWords ofThisUser() {
    return "root".equals(System.getProperty("user.name")) ? BY_ROOT : BY_USER;
  }

  /**
   * Starts the inner half in a new network. Each program replaces itself by the next, so the pid
   * stays; with a session of its own no Ctrl-C at the terminal reaches it.
   */
  List<String> make() {
    List<String> words = new ArrayList<>(List.of("setsid", "unshare"));
    words.addAll(
        switch (this) {
          case BY_ROOT -> List.of("--net");
          case BY_USER -> List.of("--user", "--map-current-user", "--keep-caps", "--net");
        });
    words.addAll(List.of("--", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(JAVA);
    words.addAll(List.of("-cp", classes(), InsideMain.class.getName()));
    return List.copyOf(words);
  }

  /**
   * To stand before a program's own words.
   *
   * @param holder the pid of the inner half
   */
  List<String> enter(long holder) {
    List<String> words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(holder)));
    words.addAll(
        switch (this) {
          case BY_ROOT -> List.of("--net");
          case BY_USER -> List.of("--user", "--preserve-credentials", "--net");
        });
    words.add("--");
    return List.copyOf(words);
  }

  /** Where this program's classes come from: a jar, or a folder in a checkout. */
  private static String classes() {
    try {
      return new File(InsideMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

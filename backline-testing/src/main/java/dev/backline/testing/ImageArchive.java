package dev.backline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes images out of root file systems, without an engine and without a hub: archives such as
 * {@code docker save} writes, which {@code docker load} and Jib read.
 */
public final class ImageArchive {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private ImageArchive() {}

  /**
   * Packs a root file system. The same files give the same image, digest included.
   *
   * @param root becomes the only layer; owners and times are not kept, everything is root's
   * @param archive where it goes; its folder has to be there
   * @param reference what the image is called once loaded, such as {@code tiny:1}
   * @param command what runs in it by default
   * @param variables {@code NAME=value} each
   */
  public static void write(
      Path root, Path archive, String reference, List<String> command, List<String> variables) {
    Path parts = archive.resolveSibling(archive.getFileName() + ".parts");
    try {
      Files.createDirectories(parts);
      Path layer = parts.resolve("layer.tar");
      tar(root, layer, List.of("."));
      Files.writeString(parts.resolve("config.json"), config(digest(layer), command, variables));
      Files.writeString(parts.resolve("manifest.json"), manifest(reference));
      tar(parts, archive, List.of("manifest.json", "config.json", "layer.tar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Programs.run("rm", "-rf", parts.toString());
    }
  }

  private static void tar(Path folder, Path archive, List<String> members) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                "tar",
                "--create",
                "--file=" + archive,
                "--directory=" + folder,
                "--sort=name",
                "--mtime=@0",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "--format=gnu"));
    argv.addAll(members);
    Programs.run(LIMIT, argv.toArray(String[]::new));
  }

  /**
   * As in the image specification of the Open Container Initiative. Podman builds on no image whose
   * layers have no history.
   */
  private static String config(String diff, List<String> command, List<String> variables) {
    return """
    {"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z",\
    "config":{"Cmd":%s,"Env":%s},\
    "history":[{"created":"1970-01-01T00:00:00Z","created_by":"backline-testing"}],\
    "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}
    """
        .formatted(architecture(), list(command), list(variables), diff);
  }

  private static String manifest(String reference) {
    return """
    [{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]
    """
        .formatted(reference);
  }

  private static String list(List<String> words) {
    return words.stream()
        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String architecture() {
    String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("aarch64") ? "arm64" : name;
  }

  private static String digest(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream read = new DigestInputStream(content, digest)) {
        read.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

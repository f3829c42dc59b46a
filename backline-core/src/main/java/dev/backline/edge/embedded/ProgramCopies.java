package dev.backline.edge.embedded;

import dev.backline.host.detached.Processes;
import dev.backline.host.local.AtomicFile;
import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Copies of a program's class path, each in a folder named after what is in it. */
record ProgramCopies(Path folder) {

  private static final String NAME = "edge-";
  private static final String INCOMING = ".incoming-";

  /** Somebody may have been given a copy and not have started from it yet. */
  private static final Duration YOUNG = Duration.ofMinutes(10);

  /** The copy of these jars and folders, made if there is none. */
  Path of(List<Path> entries) throws IOException {
    Map<Path, Path> files = files(entries);
    Path copy = folder.resolve(NAME + hash(files));
    if (!Files.isDirectory(copy)) {
      make(files, copy);
    }
    return copy;
  }

  /** Keeps the copy for as long as a start from it may take. */
  void markUsed(Path copy, Instant now) throws IOException {
    Files.setLastModifiedTime(copy, FileTime.from(now));
  }

  /** The class path of a copy, in its order. */
  static List<Path> entries(Path copy) throws IOException {
    try (Stream<Path> entries = Files.list(copy)) {
      return entries.sorted().toList();
    }
  }

  /** Where each file goes, to where it is. The number keeps the class path's order. */
  private static Map<Path, Path> files(List<Path> entries) throws IOException {
    Map<Path, Path> files = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      Path entry = entries.get(i);
      Path name = Path.of("%03d-%s".formatted(i, entry.getFileName()));
      try (Stream<Path> all = Files.walk(entry)) {
        all.filter(Files::isRegularFile)
            .forEach(file -> files.put(name.resolve(entry.relativize(file)).normalize(), file));
      }
    }
    return files;
  }

  private static String hash(Map<Path, Path> files) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      for (Map.Entry<Path, Path> file : files.entrySet()) {
        String head = file.getKey() + "\0" + Files.size(file.getValue()) + "\0";
        into.write(head.getBytes(StandardCharsets.UTF_8));
        Files.copy(file.getValue(), into);
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Copies beside and renames: what has the name is whole, whoever else copies meanwhile. */
  private void make(Map<Path, Path> files, Path copy) throws IOException {
    Path incoming = Files.createDirectories(folder.resolve(INCOMING + UUID.randomUUID()));
    try {
      for (Map.Entry<Path, Path> file : files.entrySet()) {
        Path target = incoming.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        try (InputStream from = Files.newInputStream(file.getValue())) {
          Files.copy(from, target);
        }
        AtomicFile.sync(target);
      }
      Files.move(incoming, copy, StandardCopyOption.ATOMIC_MOVE);
      AtomicFile.sync(folder);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(copy)) {
        throw e;
      }
      // Another process was quicker, with the same content.
    } finally {
      DirectoryTree.delete(incoming);
    }
  }

  /** Removes the other copies that no process runs from, and what an interrupted copying left. */
  void removeUnused(Path inUse) throws IOException {
    Instant young = Files.getLastModifiedTime(inUse).toInstant().minus(YOUNG);
    for (Path other : list()) {
      if (!other.equals(inUse)
          && Files.getLastModifiedTime(other).toInstant().isBefore(young)
          && !Processes.anyStartedWith(other.toString())) {
        DirectoryTree.delete(other);
      }
    }
  }

  private List<Path> list() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> isOurs(path.getFileName().toString())).toList();
    }
  }

  private static boolean isOurs(String name) {
    return name.startsWith(NAME) || name.startsWith(INCOMING);
  }
}

package dev.backline.source;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.SystemReader;

/**
 * The files of one commit in a directory of their own, without a {@code .git}. Contents are exactly
 * the commit's: no line-ending conversion and no filters; a submodule is an empty directory.
 *
 * @param committedAt the commit's time
 * @param directory holds nothing but the commit's files when it is made
 */
public record Checkout(CommitId commit, Instant committedAt, Path directory) {

  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  // What the user's umask takes away stays away.
  private static final FileAttribute<?> EXECUTABLE = mode("rwxr-xr-x");
  private static final FileAttribute<?> READABLE = mode("rw-r--r--");

  /**
   * Writes the commit's files. The directory must not exist or be empty. When this fails or is
   * interrupted, what was written stays for the caller to delete with the rest of its work.
   */
  public static Checkout of(AppRepository repository, CommitId commit, Path directory)
      throws InterruptedException {
    Repository git = repository.git();
    try (ObjectReader reader = git.newObjectReader();
        RevWalk commits = new RevWalk(reader);
        TreeWalk walk = new TreeWalk(git, reader)) {
      prepare(directory);
      RevCommit found = commits.parseCommit(Revisions.objectId(commit));
      walk.addTree(found.getTree());
      while (walk.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("checking out " + commit.abbreviated());
        }
        write(walk, reader, directory);
      }
      return new Checkout(commit, Instant.ofEpochSecond(found.getCommitTime()), directory);
    } catch (InvalidPathException e) {
      throw Failure.unavailable(
              "checking out " + commit.abbreviated(),
              "this machine's locale can't write the file name '" + e.getInput() + "'",
              "start Backline with LC_ALL=C.UTF-8")
          .toException(e);
    } catch (IOException e) {
      throw failed(commit, directory, e);
    }
  }

  private static void prepare(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var entries = Files.list(directory)) {
      if (entries.findAny().isPresent()) {
        throw new IOException("the directory is not empty");
      }
    }
  }

  private static void write(TreeWalk walk, ObjectReader reader, Path directory) throws IOException {
    requireSafe(walk.getPathString());
    Path target = directory.resolve(walk.getPathString());
    FileMode mode = walk.getFileMode();
    // Every entry is created new and directories come before what is in them, so that a crafted
    // tree that names a link and a directory alike fails instead of writing through the link.
    if (mode.equals(FileMode.TREE)) {
      Files.createDirectory(target);
      walk.enterSubtree();
    } else if (mode.equals(FileMode.GITLINK)) {
      Files.createDirectory(target);
    } else if (mode.equals(FileMode.SYMLINK)) {
      byte[] link = reader.open(walk.getObjectId(0)).getCachedBytes();
      Files.createSymbolicLink(target, Path.of(new String(link, StandardCharsets.UTF_8)));
    } else {
      writeFile(walk, reader, target, mode.equals(FileMode.EXECUTABLE_FILE));
    }
  }

  private static void writeFile(TreeWalk walk, ObjectReader reader, Path target, boolean executable)
      throws IOException {
    ObjectLoader blob = reader.open(walk.getObjectId(0));
    try (WritableByteChannel file =
        Files.newByteChannel(target, NEW_FILE, executable ? EXECUTABLE : READABLE)) {
      if (blob.isLarge()) {
        blob.copyTo(Channels.newOutputStream(file));
      } else {
        ByteBuffer content = ByteBuffer.wrap(blob.getCachedBytes());
        while (content.hasRemaining()) {
          file.write(content);
        }
      }
    }
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static void requireSafe(String path) throws IOException {
    try {
      SystemReader.getInstance().checkPath(path);
    } catch (CorruptObjectException e) {
      throw new IOException("the commit holds a path that is not safe: " + path, e);
    }
  }

  private static BacklineException failed(CommitId commit, Path directory, IOException cause) {
    return Failure.unavailable(
            "checking out " + commit.abbreviated() + " to " + directory,
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(),
            "check the disk and the repository, then try again")
        .toException(cause);
  }
}

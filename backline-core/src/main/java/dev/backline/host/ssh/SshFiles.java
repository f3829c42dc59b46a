package dev.backline.host.ssh;

import dev.backline.host.HostFiles;
import dev.backline.host.NewFile;
import dev.backline.host.command.ShellWords;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;

/** A host's files over SSH, streamed: none is held in memory. */
final class SshFiles implements HostFiles {

  private static final int BUFFER = 64 * 1024;

  private final SshConnection connection;

  SshFiles(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public void put(NewFile file, Duration timeout) throws InterruptedException {
    FileTransfer transfer =
        new FileTransfer(
            connection,
            "putting " + file.path() + " on " + connection.target().name(),
            file.privileged());
    transfer.run(RemoteScript.RECEIVE, (channel, id) -> send(file, channel, id, transfer), timeout);
  }

  /** The other side moves it into its place only if it came whole. */
  private static void send(NewFile file, ExecChannel channel, CommandId id, FileTransfer transfer)
      throws IOException {
    OutputStream stdin = channel.stdin();
    MessageDigest ours = Digests.sha256();
    try (InputStream content = content(file)) {
      stdin.write(bytes(header(file, id)));
      copy(content, stdin, ours);
    }
    String digest = Digests.text(ours);
    String theirs =
        new BufferedReader(new InputStreamReader(channel.stdout(), StandardCharsets.US_ASCII))
            .readLine();
    if (theirs == null) {
      return; // It ended before that; its status and its words tell why.
    }
    if (!theirs.equals(digest)) {
      throw transfer
          .failed("it arrived damaged: its SHA-256 is " + theirs + " there, " + digest + " here")
          .toException();
    }
    stdin.write(bytes(id + "\n"));
    stdin.flush();
  }

  private static String header(NewFile file, CommandId id) throws IOException {
    Path folder = Objects.requireNonNull(file.path().getParent(), "an absolute path of a file");
    return String.join(
        "\n",
        id + " " + file.mode() + " " + size(file),
        "file=" + ShellWords.quoted(file.path().toString()),
        "folder=" + ShellWords.quoted(folder.toString()),
        id + "\n");
  }

  @Override
  public void fetch(Path from, Path into, Duration timeout) throws InterruptedException {
    FileTransfer transfer =
        new FileTransfer(
            connection, "fetching " + from + " from " + connection.target().name(), false);
    try (FileBeside beside = new FileBeside(into)) {
      MessageDigest ours = Digests.sha256();
      String theirs =
          transfer.run(
              RemoteScript.SEND,
              (channel, id) -> {
                channel
                    .stdin()
                    .write(
                        bytes(
                            id
                                + "\nfile="
                                + ShellWords.quoted(from.toString())
                                + "\n"
                                + id
                                + "\n"));
                channel.stdin().flush();
                copy(channel.stdout(), beside.output(), ours);
              },
              timeout);
      if (!theirs.equals(Digests.text(ours))) {
        throw transfer.failed("it was changed while it was read").toException();
      }
      beside.moveIntoPlace();
    } catch (IOException e) {
      throw transfer.failed(into + " can't be written: " + e.getMessage()).toException(e);
    }
  }

  private static void copy(InputStream from, OutputStream to, MessageDigest digest)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      digest.update(buffer, 0, read);
      to.write(buffer, 0, read);
    }
    to.flush();
  }

  private static long size(NewFile file) throws IOException {
    return switch (file.content()) {
      case NewFile.Content.Of local -> Files.size(local.file());
      case NewFile.Content.Text text -> bytes(text.text().reveal()).length;
    };
  }

  private static InputStream content(NewFile file) throws IOException {
    return switch (file.content()) {
      case NewFile.Content.Of local -> Files.newInputStream(local.file());
      case NewFile.Content.Text text -> new ByteArrayInputStream(bytes(text.text().reveal()));
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

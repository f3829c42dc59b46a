package dev.backline.host.local.network;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.detached.Marker;
import dev.backline.host.detached.ProcessGroup;
import dev.backline.host.local.DirectoryTree;
import dev.backline.host.local.LocalHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace with nothing in it but a loopback interface, and the ways that were opened
 * between it and this machine. It lasts until it is closed or this process ends. Sockets that are
 * files, such as those of a database server or of the container engine, are not shut off.
 */
public final class OwnNetwork implements AutoCloseable {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final int PORTS_TRIED = 20;

  private final NetworkWords words;
  private final Process holder;
  private final Path log;
  private final BufferedReader answers;
  private final Writer questions;
  private final Map<Integer, InetSocketAddress> waysOut = new ConcurrentHashMap<>();
  private final List<ServerSocketChannel> doors = new CopyOnWriteArrayList<>();

  private OwnNetwork(NetworkWords words, Process holder, Path folder) {
    this.words = words;
    this.holder = holder;
    this.log = log(folder);
    this.answers = holder.inputReader();
    this.questions = holder.outputWriter();
  }

  /**
   * Makes a network.
   *
   * @param owner marks its process
   * @param folder of its own; what is left there of an earlier one is taken away
   * @throws BacklineException with {@code UNAVAILABLE} where this machine doesn't permit that, or
   *     lacks a program for it
   */
  public static OwnNetwork make(String owner, Path folder) throws InterruptedException {
    return make(owner, folder, NetworkWords.ofThisUser());
  }

  static OwnNetwork make(String owner, Path folder, NetworkWords words)
      throws InterruptedException {
    clear(owner, folder);
    OwnNetwork network = null;
    boolean begun = false;
    try {
      Files.createDirectories(folder);
      network =
          new OwnNetwork(words, start(new Marker(owner, folder, id(), Map.of()), words), folder);
      network.begin();
      begun = true;
      return network;
    } catch (IOException e) {
      throw failed("" + e.getMessage(), e);
    } finally {
      if (!begun && network != null) {
        network.close();
      }
    }
  }

  private static Path log(Path folder) {
    return folder.resolve("log");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  /** In the folder, so that its sockets have short names: a longer path than 107 bytes is none. */
  private static Process start(Marker marker, NetworkWords words) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words.make())
            .directory(marker.folder().toFile())
            .redirectError(log(marker.folder()).toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(LocalHost.inheritedEnvironment());
    environment.putAll(marker.variables());
    return builder.start();
  }

  private void begin() throws IOException, InterruptedException {
    if (!InsideMain.READY.equals(answer())) {
      throw failed(lastWords(), null);
    }
    ServerSocketChannel out = Relay.listen(socket(Relay.OUT));
    doors.add(out);
    Relay.serve(out, this::handOut);
    List<String> nothing = new ArrayList<>(entering());
    nothing.add("true");
    CommandResult entered =
        new LocalHost().run(HostCommand.of(nothing).within(ANSWER), CommandOutput.ignored());
    if (!entered.succeeded()) {
      throw failed(entered.lastWords(), null);
    }
  }

  /** The inner half's working directory is the folder, whatever that is called. */
  private Path socket(String name) {
    return Path.of("/proc", Long.toString(holder.pid()), "cwd", name);
  }

  /**
   * The words that lead a program into this network when they stand before its own. Each program
   * replaces itself by the next: the pid stays the same.
   *
   * @throws BacklineException with {@code UNAVAILABLE} if the network is gone
   */
  public List<String> entering() {
    if (!holder.isAlive()) {
      throw failed("the process that holds it is gone: " + lastWords(), null);
    }
    return words.enter(holder.pid());
  }

  /**
   * Opens a way out.
   *
   * @param target as this machine reaches it
   * @return the port by which it is reached inside, on 127.0.0.1
   */
  public synchronized int lead(InetSocketAddress target) {
    try {
      questions.write("way\n");
      questions.flush();
      int port = Integer.parseInt("" + answer());
      waysOut.put(port, target);
      return port;
    } catch (IOException | NumberFormatException e) {
      throw failed("no way out can be opened: " + lastWords(), e);
    }
  }

  /** Closes a way out to new connections. */
  public void unlead(int port) {
    waysOut.remove(port);
  }

  /**
   * Opens a way in: this machine's port of that number leads to the same one inside.
   *
   * @param free ports to try
   */
  public int door(IntSupplier free) {
    IOException last = new IOException("no port was tried");
    for (int i = 0; i < PORTS_TRIED; i++) {
      int port = free.getAsInt();
      try {
        ServerSocketChannel door = Relay.listen(port);
        doors.add(door);
        Relay.serve(door, from -> Relay.through(socket(Relay.IN), port, from));
        return port;
      } catch (IOException takenMeanwhile) {
        last = takenMeanwhile;
      }
    }
    throw failed("no port leads into it: " + last.getMessage(), last);
  }

  private void handOut(SocketChannel from) throws IOException {
    InetSocketAddress target = waysOut.get(Relay.port(from));
    if (target != null) {
      try (SocketChannel to = SocketChannel.open(target)) {
        Relay.join(from, to);
      }
    }
  }

  /** What the inner half says next; null if it has ended. One that is silent is ended. */
  private @Nullable String answer() throws IOException {
    CompletableFuture<Boolean> late =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> ending =
        late.thenAccept(isSo -> {
          if (isSo) {
            holder.destroyForcibly();
          }
        });
    try {
      return answers.readLine();
    } finally {
      late.complete(false);
      ending.join();
    }
  }

  private String lastWords() {
    try {
      String said = Files.readString(log).strip();
      return said.isEmpty() ? "it said nothing" : said.lines().findFirst().orElseThrow();
    } catch (IOException e) {
      return "its log can't be read: " + e.getMessage();
    }
  }

  private static BacklineException failed(String why, @Nullable Exception cause) {
    Failure failure =
        Failure.unavailable(
            "making a network of its own for what is tried",
            why,
            "see that unshare, nsenter and ip work here for this account (util-linux, iproute2)");
    return cause == null ? failure.toException() : failure.toException(cause);
  }

  /** Closes the ways and ends the inner half; programs in the network are left with nothing. */
  @Override
  public void close() {
    for (ServerSocketChannel door : doors) {
      try {
        door.close();
      } catch (IOException nothingWasWritten) {
        // It is closed in any case.
      }
    }
    holder.destroyForcibly();
    try {
      questions.close();
      answers.close();
    } catch (IOException brokenPipe) {
      // It is gone.
    }
  }

  /** Ends and deletes what a process that died has left of its network. */
  public static void clear(String owner, Path folder) throws InterruptedException {
    for (Marker.Bearer left : Marker.bearers(owner, folder)) {
      new ProcessGroup(Optional.of(left.process().identity()), left.marker()).end(GRACE);
    }
    try {
      DirectoryTree.delete(folder);
    } catch (IOException e) {
      throw failed("its folder can't be deleted: " + e.getMessage(), e);
    }
  }
}

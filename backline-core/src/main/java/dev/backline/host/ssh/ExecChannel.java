package dev.backline.host.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;
import org.jspecify.annotations.Nullable;

/** A script that the user's shell runs on the host, with its three streams. */
final class ExecChannel implements AutoCloseable {

  private final ChannelExec channel;
  private final CompletableFuture<OptionalInt> ended = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Runnable whenClosed;

  private ExecChannel(ChannelExec channel, Runnable whenClosed) {
    this.channel = channel;
    this.whenClosed = whenClosed;
  }

  /**
   * @param whenClosed called once, when the server has closed it too or does not answer
   */
  static ExecChannel open(
      ClientSession session, String script, Duration deadline, Runnable whenClosed)
      throws IOException {
    ChannelExec made = made(session, script);
    ExecChannel exec = new ExecChannel(made, whenClosed);
    made.addChannelListener(exec.new End());
    boolean opened = false;
    try {
      made.open().verify(deadline);
      opened = true;
      return exec;
    } finally {
      if (!opened) {
        made.close(true);
      }
    }
  }

  private static ChannelExec made(ClientSession session, String script) throws IOException {
    try {
      return session.createExecChannel(script);
    } catch (IllegalStateException closing) {
      // So the library tells of a connection that was just lost.
      throw new IOException(closing.getMessage(), closing);
    }
  }

  OutputStream stdin() {
    return channel.getInvertedIn();
  }

  InputStream stdout() {
    return channel.getInvertedOut();
  }

  InputStream stderr() {
    return channel.getInvertedErr();
  }

  /** Tells the script that nothing more will come, which for a command of ours means: end. */
  void endInput() {
    try {
      channel.getInvertedIn().close();
    } catch (IOException alreadyGone) {
      // Then it has been told already.
    }
  }

  boolean hasEnded() {
    return ended.isDone();
  }

  /**
   * The script's exit status; empty if the channel went away without one.
   *
   * @throws TimeoutException if it still runs
   */
  OptionalInt await(Duration most) throws InterruptedException, TimeoutException {
    try {
      return ended.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // Not at once: the server keeps a channel, and counts it, until it has been told.
      channel.close(false).addListener(done -> whenClosed.run());
    }
  }

  private final class End implements ChannelListener {

    @Override
    public void channelStateChanged(Channel of, @Nullable String hint) {
      Integer status = channel.getExitStatus();
      if (status != null) {
        ended.complete(OptionalInt.of(status));
      }
    }

    @Override
    public void channelClosed(Channel of, @Nullable Throwable reason) {
      Integer status = channel.getExitStatus();
      ended.complete(status == null ? OptionalInt.empty() : OptionalInt.of(status));
    }
  }
}

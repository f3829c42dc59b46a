package dev.backline.host.ssh;

import dev.backline.failure.BacklineException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.server.forward.ForwardingFilter;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to a host: made when it is first needed, kept, made again when it is found
 * dead.
 */
final class SshConnection implements AutoCloseable {

  /** sshd refuses the 11th (sshd_config(5), MaxSessions), and takes its time to close one. */
  private static final int CHANNELS = 8;

  /** How long it may take a server to count fewer channels than it allows. */
  private static final Duration FULL = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final SshTarget target;
  private final PinnedKeys pins;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore channels = new Semaphore(CHANNELS, true);
  private final ReverseTargets reverseTargets = new ReverseTargets();
  private @Nullable SshClient client;
  private @Nullable ClientSession session;
  private boolean closed;

  SshConnection(SshTarget target, PinnedKeys pins) {
    this.target = target;
    this.pins = pins;
  }

  SshTarget target() {
    return target;
  }

  ReverseTargets reverseTargets() {
    return reverseTargets;
  }

  /**
   * Runs a script by the user's shell. A connection that turns out to be dead is made again, once:
   * a script of ours does nothing before it has read what we send it, and nothing has been sent.
   *
   * @param patience how long to wait while as many others run as may
   */
  ExecChannel exec(String script, Duration patience) throws InterruptedException {
    if (!channels.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw SshFailures.noChannel(target, CHANNELS + " commands run on it already").toException();
    }
    boolean opened = false;
    try {
      ExecChannel channel = withRetry(script);
      opened = true;
      return channel;
    } finally {
      if (!opened) {
        channels.release();
      }
    }
  }

  private ExecChannel withRetry(String script) throws InterruptedException {
    ClientSession first = session();
    try {
      return open(first, script);
    } catch (IOException dead) {
      giveUp(first, dead);
    }
    ClientSession second = session();
    try {
      return open(second, script);
    } catch (IOException dead) {
      throw SshFailures.unreachable(target, "the connection broke again: " + dead.getMessage())
          .toException(dead);
    }
  }

  /** Gives a session up, unless others still use it: then it may be slow only. */
  private void giveUp(ClientSession session, IOException why) {
    boolean refused = why.getCause() instanceof SshChannelOpenException;
    if (session.isOpen() && (refused || channels.availablePermits() < CHANNELS - 1)) {
      throw SshFailures.noChannel(target, String.valueOf(why.getMessage())).toException(why);
    }
    session.close(true);
  }

  /**
   * Opens a channel. A server counts one that has ended for a moment longer than we do, and then
   * may have none left (sshd_config(5), MaxSessions): that passes.
   */
  private ExecChannel open(ClientSession on, String script)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + FULL.toNanos();
    while (true) {
      try {
        return ExecChannel.open(on, script, target.deadlines().connect(), channels::release);
      } catch (InterruptedIOException interrupted) {
        throw interruption(interrupted);
      } catch (IOException e) {
        if (!full(e) || System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(PAUSE);
      }
    }
  }

  private static boolean full(IOException e) {
    return e.getCause() instanceof SshChannelOpenException refusal
        && (refusal.getReasonCode() == SshConstants.SSH_OPEN_CONNECT_FAILED
            || refusal.getReasonCode() == SshConstants.SSH_OPEN_RESOURCE_SHORTAGE);
  }

  /** The session as it is, or a new one. */
  ClientSession session() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (closed) {
        throw SshFailures.unreachable(target, "the connection was closed here").toException();
      }
      ClientSession current = session;
      if (current == null || !current.isOpen()) {
        // Its threads and keys belong to a client: a new connection takes a new one.
        stop();
        current = connect();
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  private ClientSession connect() throws InterruptedException {
    LoginKeys keys = LoginKeys.read(target);
    List<HostKey> pinned = pins.of(target.address());
    HostKeyCheck check = new HostKeyCheck(pinned);
    SshClient made = SshClients.start(target.deadlines(), Signatures.preferring(pinned), check);
    made.setForwardingFilter(ForwardingFilter.asForwardingFilter(null, null, reverseTargets));
    client = made;
    boolean in = false;
    try {
      ClientSession opened = SshLogin.of(target, made, keys, check);
      session = opened;
      in = true;
      return opened;
    } catch (InterruptedIOException e) {
      throw interruption(e);
    } finally {
      if (!in) {
        stop();
      }
    }
  }

  /** MINA tells an interrupt as an IOException. */
  static InterruptedException interruption(InterruptedIOException e) {
    Thread.interrupted();
    InterruptedException interrupted = new InterruptedException(e.getMessage());
    interrupted.initCause(e);
    return interrupted;
  }

  private void stop() {
    SshClient before = client;
    client = null;
    session = null;
    if (before != null) {
      before.stop();
    }
  }

  /** Ends all that runs through it, for good: it is not made again. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      stop();
    } catch (BacklineException | IllegalStateException e) {
      // It was going away in any case.
    } finally {
      lock.unlock();
    }
  }
}

package dev.backline.host.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * Speaks with an agent over its Unix socket (draft-ietf-sshm-ssh-agent, section 3): each message is
 * a length of 4 bytes and that many bytes. The library itself knows agents only by a native one.
 */
final class AgentSocket extends AbstractAgentProxy {

  /** As OpenSSH's own limit for an agent's messages. */
  private static final int LONGEST = 256 * 1024;

  private final SocketChannel channel;

  AgentSocket(Path socket) throws IOException {
    super(null);
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  @Override
  protected synchronized Buffer request(Buffer question) throws IOException {
    ByteBuffer sent = ByteBuffer.wrap(question.array(), question.rpos(), question.available());
    while (sent.hasRemaining()) {
      channel.write(sent);
    }
    int length = read(4).getInt();
    if (length < 1 || length > LONGEST) {
      throw new IOException("the agent's answer has a length of " + length);
    }
    return new ByteArrayBuffer(read(length).array());
  }

  private ByteBuffer read(int bytes) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(bytes);
    while (read.hasRemaining()) {
      if (channel.read(read) < 0) {
        throw new EOFException("the agent hung up");
      }
    }
    return read.flip();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }
}

package dev.backline.edge.proxy;

import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/** Counts the request body, ends it at the limit, and notes when the client goes away. */
final class ObservedRequestBody extends AbstractStreamSourceConduit<StreamSourceConduit> {

  private final Call call;
  private final long maxBytes;

  ObservedRequestBody(StreamSourceConduit next, Call call, long maxBytes) {
    super(next);
    this.call = call;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return (int) counted(() -> super.read(buffer));
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return counted(() -> super.read(buffers, offset, length));
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return counted(() -> super.transferTo(position, count, target));
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    // Through this object's own read, so that a failing target is not taken for a failing client.
    return IoUtils.transfer(new ConduitReadableByteChannel(this), count, throughBuffer, target);
  }

  private interface Reading {
    long read() throws IOException;
  }

  private long counted(Reading reading) throws IOException {
    long bytes;
    try {
      bytes = reading.read();
    } catch (IOException e) {
      call.clientGone();
      throw e;
    }
    if (bytes > 0) {
      call.received(bytes);
    }
    if (call.bytesIn() > maxBytes && call.edgeAnswer().isEmpty()) {
      call.answeredByEdge(EdgeAnswer.BODY_TOO_LARGE);
      throw new RequestTooBigException();
    }
    return bytes;
  }
}

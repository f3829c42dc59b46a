package dev.backline.edge.proxy;

import io.undertow.channels.DetachableStreamSourceChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** The body of the app's answer: notes when the app breaks it off. */
final class ObservedAppBody extends DetachableStreamSourceChannel {

  private final Call call;

  ObservedAppBody(StreamSourceChannel delegate, Call call) {
    super(delegate);
    this.call = call;
  }

  @Override
  protected boolean isFinished() {
    return false;
  }

  @Override
  public int read(ByteBuffer buffer) throws IOException {
    return (int) watched(() -> super.read(buffer));
  }

  @Override
  public long read(ByteBuffer[] buffers) throws IOException {
    return read(buffers, 0, buffers.length);
  }

  @Override
  public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return watched(() -> super.read(buffers, offset, length));
  }

  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    return target.transferFrom(this, position, count);
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return IoUtils.transfer(this, count, throughBuffer, target);
  }

  private interface Reading {
    long read() throws IOException;
  }

  private long watched(Reading reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException e) {
      call.appBrokeOff();
      throw e;
    }
  }
}

package dev.backline.edge.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.StreamSinkConduit;

/** Notes whether an answer came to its proper end and whether the client was there to take it. */
final class ObservedAnswer extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final Call call;

  ObservedAnswer(StreamSinkConduit next, Call call) {
    super(next);
    this.call = call;
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    return (int) watched(() -> super.write(buffer));
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return watched(() -> super.write(buffers, offset, length));
  }

  @Override
  public int writeFinal(ByteBuffer buffer) throws IOException {
    call.answerEnded();
    return (int) watched(() -> super.writeFinal(buffer));
  }

  @Override
  public long writeFinal(ByteBuffer[] buffers, int offset, int length) throws IOException {
    call.answerEnded();
    return watched(() -> super.writeFinal(buffers, offset, length));
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    return source.transferTo(position, count, new ConduitWritableByteChannel(this));
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    // Through this object's own write, so that a failing app is not taken for a failing client.
    return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
  }

  @Override
  public void terminateWrites() throws IOException {
    call.answerEnded();
    super.terminateWrites();
  }

  @Override
  public boolean flush() throws IOException {
    return watched(() -> super.flush() ? 1 : 0) == 1;
  }

  private interface Writing {
    long write() throws IOException;
  }

  private long watched(Writing writing) throws IOException {
    try {
      return writing.write();
    } catch (IOException e) {
      call.clientGone();
      throw e;
    }
  }
}

package dev.backline.edge.proxy;

import io.undertow.channels.DetachableStreamSinkChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * The way of a request body to the app. An app may answer and hang up without having read all of it
 * ("too large", "not logged in"); that must not cost the client the answer. So a failing write only
 * means that the rest is thrown away: whether there is an answer, reading will tell.
 */
final class ForgivingRequestBody extends DetachableStreamSinkChannel {

  private final Call call;
  private boolean unwanted;

  ForgivingRequestBody(StreamSinkChannel delegate, Call call) {
    super(delegate);
    this.call = call;
  }

  @Override
  protected boolean isFinished() {
    return false;
  }

  @Override
  public int write(ByteBuffer buffer) {
    int before = buffer.remaining();
    return (int) orDiscard(() -> super.write(buffer), () -> discard(buffer, before));
  }

  @Override
  public long write(ByteBuffer[] buffers) {
    return write(buffers, 0, buffers.length);
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) {
    return orDiscard(
        () -> super.write(buffers, offset, length), () -> discard(buffers, offset, length));
  }

  @Override
  public int writeFinal(ByteBuffer buffer) {
    int before = buffer.remaining();
    return (int) orDiscard(() -> super.writeFinal(buffer), () -> discard(buffer, before));
  }

  @Override
  public long writeFinal(ByteBuffer[] buffers) {
    return writeFinal(buffers, 0, buffers.length);
  }

  @Override
  public long writeFinal(ByteBuffer[] buffers, int offset, int length) {
    return orDiscard(
        () -> super.writeFinal(buffers, offset, length), () -> discard(buffers, offset, length));
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    return source.transferTo(position, count, this);
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    return IoUtils.transfer(source, count, throughBuffer, this);
  }

  @Override
  public boolean flush() {
    return orDiscard(() -> super.flush() ? 1 : 0, () -> 1) == 1;
  }

  @Override
  public void shutdownWrites() {
    orDiscard(
        () -> {
          super.shutdownWrites();
          return 1;
        },
        () -> 1);
  }

  private interface Writing {
    long write() throws IOException;
  }

  private interface Discarding {
    long discard();
  }

  private long orDiscard(Writing writing, Discarding discarding) {
    if (!unwanted) {
      try {
        long written = writing.write();
        call.watch().sentToApp(written > 0);
        return written;
      } catch (IOException e) {
        unwanted = true;
      }
    }
    return discarding.discard();
  }

  private static long discard(ByteBuffer buffer, int counted) {
    buffer.position(buffer.limit());
    return counted;
  }

  private static long discard(ByteBuffer[] buffers, int offset, int length) {
    long bytes = 0;
    for (int i = offset; i < offset + length; i++) {
      bytes += discard(buffers[i], buffers[i].remaining());
    }
    return bytes;
  }
}

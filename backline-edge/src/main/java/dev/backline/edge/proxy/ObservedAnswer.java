package dev.backline.edge.proxy;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.ConduitWritableByteChannel;
import org.xnio.conduits.StreamSinkConduit;

/** Notes whether an answer came to its proper end and whether the client takes it. */
final class ObservedAnswer extends AbstractStreamSinkConduit<StreamSinkConduit> {

  private final HttpServerExchange exchange;
  private final Call call;

  ObservedAnswer(StreamSinkConduit next, HttpServerExchange exchange, Call call) {
    super(next);
    this.exchange = exchange;
    this.call = call;
  }

  @Override
  public int write(ByteBuffer buffer) throws IOException {
    return (int) noted(super.write(buffer));
  }

  @Override
  public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
    return noted(super.write(buffers, offset, length));
  }

  @Override
  public int writeFinal(ByteBuffer buffer) throws IOException {
    ended();
    return (int) noted(super.writeFinal(buffer));
  }

  @Override
  public long writeFinal(ByteBuffer[] buffers, int offset, int length) throws IOException {
    ended();
    return noted(super.writeFinal(buffers, offset, length));
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    return source.transferTo(position, count, new ConduitWritableByteChannel(this));
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    return IoUtils.transfer(source, count, throughBuffer, new ConduitWritableByteChannel(this));
  }

  @Override
  public void terminateWrites() throws IOException {
    ended();
    super.terminateWrites();
  }

  @Override
  public boolean flush() throws IOException {
    boolean flushed = super.flush();
    call.watch().sentToClient(flushed);
    return flushed;
  }

  /** A connection that was closed underneath is also "terminated", but that is not the end. */
  private void ended() {
    if (exchange.getConnection().isOpen()) {
      call.answerEnded();
    }
  }

  private long noted(long bytes) {
    call.watch().sentToClient(bytes > 0);
    return bytes;
  }
}

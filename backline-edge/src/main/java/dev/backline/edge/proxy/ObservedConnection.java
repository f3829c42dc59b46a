package dev.backline.edge.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientStatistics;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.SocketAddress;
import org.xnio.ChannelListener;
import org.xnio.Option;
import org.xnio.StreamConnection;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** A connection to the app for one request: sets the headers, watches the answer and the time. */
final class ObservedConnection implements ClientConnection {

  private final ClientConnection connection;
  private final HttpServerExchange exchange;
  private final Call call;
  private final Limits limits;

  ObservedConnection(
      ClientConnection connection, HttpServerExchange exchange, Call call, Limits limits) {
    this.connection = connection;
    this.exchange = exchange;
    this.call = call;
    this.limits = limits;
  }

  @Override
  public void sendRequest(ClientRequest request, ClientCallback<ClientExchange> callback) {
    ForwardedHeaders.toApp(request.getRequestHeaders(), exchange.getRequestHeaders(), call);
    AnswerDeadline.start(exchange, call, limits.requestTimeoutMillis());
    int attempt = call.attempts();
    connection.sendRequest(
        request,
        new ClientCallback<>() {
          @Override
          public void completed(ClientExchange result) {
            callback.completed(
                new ObservedExchange(result, ObservedConnection.this, exchange, call));
          }

          @Override
          public void failed(IOException e) {
            ObservedExchange.brokenOff(call, attempt, e, callback);
          }
        });
  }

  @Override
  public StreamConnection performUpgrade() throws IOException {
    StreamConnection upgraded = connection.performUpgrade();
    WebSocketWatch.start(upgraded, exchange.getConnection(), limits.webSocketIdleMillis());
    return upgraded;
  }

  @Override
  public ByteBufferPool getBufferPool() {
    return connection.getBufferPool();
  }

  @Override
  public SocketAddress getPeerAddress() {
    return connection.getPeerAddress();
  }

  @Override
  public <A extends SocketAddress> A getPeerAddress(Class<A> type) {
    return connection.getPeerAddress(type);
  }

  @Override
  public ChannelListener.Setter<? extends ClientConnection> getCloseSetter() {
    return connection.getCloseSetter();
  }

  @Override
  public SocketAddress getLocalAddress() {
    return connection.getLocalAddress();
  }

  @Override
  public <A extends SocketAddress> A getLocalAddress(Class<A> type) {
    return connection.getLocalAddress(type);
  }

  @Override
  public XnioWorker getWorker() {
    return connection.getWorker();
  }

  @Override
  public XnioIoThread getIoThread() {
    return connection.getIoThread();
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  @Override
  public boolean supportsOption(Option<?> option) {
    return connection.supportsOption(option);
  }

  @Override
  public <T> T getOption(Option<T> option) throws IOException {
    return connection.getOption(option);
  }

  @Override
  public <T> T setOption(Option<T> option, T value) throws IOException {
    return connection.setOption(option, value);
  }

  @Override
  public boolean isUpgraded() {
    return connection.isUpgraded();
  }

  @Override
  public boolean isPushSupported() {
    return false;
  }

  @Override
  public boolean isMultiplexingSupported() {
    return false;
  }

  @Override
  public ClientStatistics getStatistics() {
    return connection.getStatistics();
  }

  @Override
  public boolean isUpgradeSupported() {
    return connection.isUpgradeSupported();
  }

  @Override
  public void addCloseListener(ChannelListener<ClientConnection> listener) {
    connection.addCloseListener(listener);
  }
}

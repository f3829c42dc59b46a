package dev.backline.edge.proxy;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.client.ClientResponse;
import io.undertow.client.ContinueNotification;
import io.undertow.client.PushCallback;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.AttachmentList;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** The exchange with the app: notes its answer, or that there will be none. */
final class ObservedExchange implements ClientExchange {

  private final ClientExchange exchange;
  private final ObservedConnection connection;
  private final HttpServerExchange client;
  private final Call call;
  private final int attempt;
  private @Nullable StreamSinkChannel requestBody;
  private @Nullable StreamSourceChannel appBody;

  ObservedExchange(
      ClientExchange exchange,
      ObservedConnection connection,
      HttpServerExchange client,
      Call call) {
    this.exchange = exchange;
    this.connection = connection;
    this.client = client;
    this.call = call;
    this.attempt = call.attempts();
  }

  /** Passes an attempt's failure on, once. */
  static void brokenOff(
      Call call, int attempt, IOException e, ClientCallback<ClientExchange> callback) {
    if (call.firstFailureOf(attempt)) {
      call.cancelDeadline();
      callback.failed(e);
    }
  }

  @Override
  public void setResponseListener(ClientCallback<ClientExchange> listener) {
    exchange.setResponseListener(
        new ClientCallback<>() {
          @Override
          public void completed(ClientExchange result) {
            if (call.edgeAnswer().isEmpty()) {
              answered(result.getResponse(), listener);
            }
          }

          @Override
          public void failed(IOException e) {
            brokenOff(call, attempt, e, listener);
          }
        });
  }

  /** Undertow's client takes an interim answer such as 103 for the final one. */
  private void answered(ClientResponse response, ClientCallback<ClientExchange> listener) {
    int status = response.getResponseCode();
    if (status < 200 && status != 101) {
      call.answerInstead(client, EdgeAnswer.INTERIM);
      return;
    }
    call.appAnswered(status);
    ForwardedHeaders.toClient(response.getResponseHeaders(), status);
    listener.completed(this);
  }

  @Override
  public void setContinueHandler(ContinueNotification handler) {
    exchange.setContinueHandler(handler);
  }

  @Override
  public void setPushHandler(PushCallback handler) {
    exchange.setPushHandler(handler);
  }

  @Override
  public StreamSinkChannel getRequestChannel() {
    if (!call.hasBody()) {
      return exchange.getRequestChannel();
    }
    if (requestBody == null) {
      requestBody = new ForgivingRequestBody(exchange.getRequestChannel(), call);
    }
    return requestBody;
  }

  @Override
  public StreamSourceChannel getResponseChannel() {
    if (appBody == null) {
      appBody = new ObservedAppBody(exchange.getResponseChannel(), call);
    }
    return appBody;
  }

  @Override
  public ClientRequest getRequest() {
    return exchange.getRequest();
  }

  @Override
  public ClientResponse getResponse() {
    return exchange.getResponse();
  }

  @Override
  public ClientResponse getContinueResponse() {
    return exchange.getContinueResponse();
  }

  @Override
  public ClientConnection getConnection() {
    return connection;
  }

  @Override
  public <T> @Nullable T getAttachment(AttachmentKey<T> key) {
    return exchange.getAttachment(key);
  }

  @Override
  public <T> List<T> getAttachmentList(AttachmentKey<? extends List<T>> key) {
    return exchange.getAttachmentList(key);
  }

  @Override
  public <T> @Nullable T putAttachment(AttachmentKey<T> key, T value) {
    return exchange.putAttachment(key, value);
  }

  @Override
  public <T> @Nullable T removeAttachment(AttachmentKey<T> key) {
    return exchange.removeAttachment(key);
  }

  @Override
  public <T> void addToAttachmentList(AttachmentKey<AttachmentList<T>> key, T value) {
    exchange.addToAttachmentList(key, value);
  }
}

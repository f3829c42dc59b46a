package dev.musicgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** What Tomcat does with connections beyond {@code application.properties}. */
@Component
final class Connections implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  /** Bytes. Tomcat's 8 kB would cut the map into 25 writes, each of them a call of the system. */
  private static final int WRITTEN_AT_ONCE = 32 * 1024;

  @Override
  public void customize(ConfigurableTomcatWebServerFactory server) {
    server.addConnectorCustomizers(
        connector -> connector.setProperty("socket.appWriteBufSize", "" + WRITTEN_AT_ONCE));
    server.addEngineValves(new Scarce());
  }

  /**
   * Closes connections after their answer while three quarters of all that Tomcat takes are open.
   * Else those that nobody uses keep the places until they time out, and whoever waits to be taken
   * gets no answer for so long: after a crowd, the app would seem dead and be idle.
   */
  private static final class Scarce extends ValveBase {
    Scarce() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (areScarce(request.getConnector())) {
        response.setHeader("Connection", "close");
      }
      getNext().invoke(request, response);
    }

    private static boolean areScarce(Connector connector) {
      return connector.getProtocolHandler() instanceof AbstractProtocol<?> http
          && http.getConnectionCount() > http.getMaxConnections() * 3L / 4;
    }
  }
}

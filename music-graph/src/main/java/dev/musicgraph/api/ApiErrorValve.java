package dev.musicgraph.api;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Below {@link ApiErrorFilter}: addresses that Tomcat itself refuses ({@code /api/%2F}) never get
 * to a filter, and it would answer them with a page of its own.
 */
@Component
final class ApiErrorValve
    implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  private final ProblemWriter problems;

  ApiErrorValve(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public void customize(ConfigurableTomcatWebServerFactory server) {
    server.addContextCustomizers(context -> context.getParent().getPipeline().addValve(valve()));
  }

  private ErrorReportValve valve() {
    ErrorReportValve valve = new Valve(problems);
    valve.setShowServerInfo(false);
    valve.setShowReport(false);
    return valve;
  }

  private static final class Valve extends ErrorReportValve {
    private final ProblemWriter problems;

    Valve(ProblemWriter problems) {
      this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
      HttpStatus status = HttpStatus.resolve(response.getStatus());
      if (!isForTheApi(request.getRequestURI())
          || status == null
          || !status.isError()
          || response.getContentWritten() > 0) {
        super.report(request, response, failure);
        return;
      }
      try {
        problems.write(response, status);
        response.finishResponse();
      } catch (IOException e) {
        // nobody is there to read it
      }
    }

    /** Without an address, it was no HTTP, so no browser sent it. */
    private static boolean isForTheApi(@Nullable String address) {
      return address == null || address.isEmpty() || address.startsWith("/api/");
    }
  }
}

package dev.musicgraph.web;

import dev.musicgraph.api.ProblemDocument;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;

/** Tells that the database can't be reached: with 503, honestly, without the database's words. */
@Component
final class DatabaseDown {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseDown.class);

  private static final byte[] PROBLEM =
      """
      {"type":"about:blank","title":"Service Unavailable","status":503,\
      "detail":"The database can't be reached. Try again in a few seconds.","problems":[]}
      """
          .strip()
          .getBytes(StandardCharsets.UTF_8);

  private final byte[] page;

  DatabaseDown() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/database-down.html"))) {
      page = file.readAllBytes();
    }
  }

  /** Classes 08 and 57P (PostgreSQL manual, appendix A), and the pool's own exception. */
  static boolean causes(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLTransientConnectionException) {
        return true;
      }
      // The connection was lost, then rolling back failed, too, which hides the reason.
      if (e instanceof TransactionSystemException failed
          && causes(failed.getApplicationException())) {
        return true;
      }
      if (e instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        if (state.startsWith("08") || state.startsWith("57P")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The response must not be committed yet. */
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    LOG.warn("the database can't be reached: {} {}", request.getMethod(), request.getServletPath());
    boolean api = request.getServletPath().startsWith("/api/");
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "5");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", WebSecurity.CONTENT_POLICY);
    response.setContentType(api ? ProblemDocument.MEDIA_TYPE : "text/html;charset=UTF-8");
    response.getOutputStream().write(api ? PROBLEM : page);
  }
}

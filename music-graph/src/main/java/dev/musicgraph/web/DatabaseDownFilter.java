package dev.musicgraph.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
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
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says 503, honestly and without the database's own words, when a request failed because the
 * database can't be reached. It stands around everything, sessions included.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class DatabaseDownFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseDownFilter.class);

  private final byte[] page;

  DatabaseDownFilter() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/database-down.html"))) {
      page = file.readAllBytes();
    }
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    try {
      next.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted() || !isDatabaseDown(e)) {
        throw e;
      }
      LOG.warn(
          "the database can't be reached: {} {}", request.getMethod(), request.getServletPath());
      response.reset();
      refuse(request, response);
    }
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    boolean api = request.getServletPath().startsWith("/api/");
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "5");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Content-Security-Policy", WebSecurity.CONTENT_POLICY);
    response.setContentType(api ? "application/json" : "text/html;charset=UTF-8");
    response
        .getOutputStream()
        .write(
            api
                ? "{\"error\":\"the database can't be reached\"}".getBytes(StandardCharsets.UTF_8)
                : page);
  }

  /** Classes 08 and 57P (PostgreSQL manual, appendix A), and the pool's own exceptions. */
  private static boolean isDatabaseDown(@Nullable Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLTransientConnectionException) {
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
}

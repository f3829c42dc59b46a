package dev.musicgraph.health;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers {@code /healthz}: 200 while the database answers, else 503. It stands before sessions and
 * login, so that neither can hold it up.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HealthFilter extends OncePerRequestFilter {
  private final HealthCheck check;

  HealthFilter(DataSource database) {
    check = new HealthCheck(database);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().equals("/healthz");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws IOException {
    boolean up = check.databaseAnswers();
    response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response
        .getWriter()
        .write(
            up
                ? "{\"status\":\"up\",\"database\":\"up\"}"
                : "{\"status\":\"down\",\"database\":\"down\"}");
  }
}

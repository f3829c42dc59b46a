package dev.musicgraph.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stands around everything, so that sessions and logins without a database also end in a 503. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class DatabaseDownFilter extends OncePerRequestFilter {
  private final DatabaseDown down;

  DatabaseDownFilter(DatabaseDown down) {
    this.down = down;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    try {
      next.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (!DatabaseDown.causes(e)) {
        throw e;
      }
      // A committed answer is the page that DatabaseDownAdvice wrote, or half of a good one.
      if (!response.isCommitted()) {
        down.answer(request, response);
      }
    }
  }
}

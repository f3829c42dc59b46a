package dev.musicgraph.web;

import dev.musicgraph.attempt.Action;
import dev.musicgraph.attempt.Admission;
import dev.musicgraph.attempt.Attempts;
import dev.musicgraph.attempt.Client;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops who guesses passwords. What counts is a login that failed, or is not decided yet: whoever
 * knows the password gets in as often as they like, also from an address that many share. It is
 * counted by address only: were it counted by user name, anybody could lock anybody out.
 *
 * <p>Stands behind the check of the form's token, so that another site can't use up the tries of
 * those who visit it.
 */
final class LoginLimit extends OncePerRequestFilter {
  private static final RequestMatcher LOGIN =
      PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/login");
  private static final String ADMITTED = LoginLimit.class.getName();

  private final Attempts attempts;

  LoginLimit(Attempts attempts) {
    this.attempts = attempts;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !LOGIN.matches(request);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    switch (attempts.admit(Action.LOGIN, Client.at(request.getRemoteAddr()))) {
      case Admission.Admitted admitted -> {
        request.setAttribute(ADMITTED, admitted);
        next.doFilter(request, response);
      }
      case Admission.Refused refused -> {
        response.setHeader("Retry-After", String.valueOf(refused.pause().toSeconds()));
        request.setAttribute("refused", refused.message());
        ReturnAddress.of(request.getParameter("to"))
            .ifPresent(to -> request.setAttribute("to", to.value()));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
      }
    }
  }

  /** The password was right. */
  static void forgive(HttpServletRequest request, Attempts attempts) {
    if (request.getAttribute(ADMITTED) instanceof Admission.Admitted admitted) {
      attempts.forgive(admitted);
    }
  }
}

package dev.musicgraph.web;

import dev.musicgraph.attempt.Attempts;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * From a page that needs a login, through the login, and back. The way back is part of the
 * addresses, so that asking for such a page makes no session.
 */
@Component
final class Login
    implements AuthenticationEntryPoint,
        AuthenticationSuccessHandler,
        AuthenticationFailureHandler {
  /** A session without a login, which only holds a form's token, ends much earlier. */
  private static final Duration IDLE = Duration.ofHours(12);

  private final Attempts attempts;

  Login(Attempts attempts) {
    this.attempts = attempts;
  }

  /** Asks for a login. A form can't be sent again after it, so only a GET is come back to. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
      throws IOException {
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    Optional<ReturnAddress> wanted =
        request.getMethod().equals("GET")
            ? ReturnAddress.of(request.getRequestURI() + query)
            : Optional.empty();
    response.sendRedirect(wanted.map(ReturnAddress::login).orElse("/login"));
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication user)
      throws IOException {
    LoginLimit.forgive(request, attempts);
    request.getSession().setMaxInactiveInterval((int) IDLE.toSeconds());
    response.sendRedirect(wanted(request).map(ReturnAddress::value).orElse("/"));
  }

  /** Tells a wrong password from a database that didn't answer. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    if (failure instanceof AuthenticationServiceException) {
      throw new ServletException(failure);
    }
    response.sendRedirect(
        "/login?error" + wanted(request).map(to -> "&to=" + to.encoded()).orElse(""));
  }

  private static Optional<ReturnAddress> wanted(HttpServletRequest request) {
    return ReturnAddress.of(request.getParameter("to"));
  }
}

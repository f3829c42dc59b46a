package dev.backline.server.git;

import dev.backline.access.AccessTokens;
import dev.backline.access.TokenName;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that carry a token as the password of HTTP Basic authentication (RFC 7617),
 * which is what git sends.
 */
public final class TokenFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "Basic ";

  private final transient AccessTokens tokens;

  public TokenFilter(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<TokenName> caller =
        password(request.getHeader("Authorization")).flatMap(tokens::owner);
    if (caller.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Backline\", charset=\"UTF-8\"");
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setContentType("text/plain;charset=UTF-8");
      response
          .getWriter()
          .println("Give a token as the password; make one with: backline token create NAME");
      return;
    }
    request.setAttribute(GitEndpoint.CALLER, caller.get());
    chain.doFilter(request, response);
  }

  static Optional<String> password(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String credentials = new String(decoded, StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return colon < 0 ? Optional.empty() : Optional.of(credentials.substring(colon + 1));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}

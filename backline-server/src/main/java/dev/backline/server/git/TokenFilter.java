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
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that carry a token as the password of HTTP Basic authentication (RFC 7617),
 * which is what git sends.
 */
public final class TokenFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String SCHEME = "Basic ";

  private static final int TOO_MANY_REQUESTS = 429; // RFC 6585, section 4

  private final transient AccessTokens tokens;
  private final transient FailedTokens failed;

  /** Tokens that were right before: whoever has one is not kept out by a neighbour's guesses. */
  private final transient Set<String> proven = ConcurrentHashMap.newKeySet();

  public TokenFilter(AccessTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.failed = new FailedTokens(clock);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> token = password(request.getHeader("Authorization"));
    if (token.isEmpty()) {
      refuse(response, "Give a token as the password; make one with: backline token create NAME");
      return;
    }
    String client = request.getRemoteAddr();
    if (failed.tooMany(client) && !proven.contains(token.get())) {
      response.setHeader("Retry-After", Long.toString(FailedTokens.WINDOW.toSeconds()));
      tell(response, TOO_MANY_REQUESTS, "Too many wrong tokens; wait a minute.");
      return;
    }
    Optional<TokenName> caller = tokens.owner(token.get());
    if (caller.isEmpty()) {
      proven.remove(token.get());
      failed.add(client);
      refuse(response, "This is no token that is valid here; see: backline token list");
      return;
    }
    proven.add(token.get());
    request.setAttribute(GitEndpoint.CALLER, caller.get());
    chain.doFilter(request, response);
  }

  private static void refuse(HttpServletResponse response, String why) throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"Backline\", charset=\"UTF-8\"");
    tell(response, HttpServletResponse.SC_UNAUTHORIZED, why);
  }

  private static void tell(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(why);
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

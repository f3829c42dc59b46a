package dev.musicgraph.api;

import dev.musicgraph.token.ApiToken;
import dev.musicgraph.token.Tokens;
import dev.musicgraph.user.Username;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes {@code Authorization: Bearer TOKEN} (RFC 6750). Failed tokens are not counted: there are
 * too many possible ones to guess, and most wrong ones fail by their checksum, without a look-up.
 */
final class BearerFilter extends OncePerRequestFilter {
  /** What a token gives. */
  static final String AUTHORITY = "WRITE";

  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"Music Graph\"";

  private final Tokens tokens;
  private final ProblemWriter problems;

  BearerFilter(Tokens tokens, ProblemWriter problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    Optional<String> given = bearer(request.getHeader("Authorization"));
    if (given.isEmpty()) {
      next.doFilter(request, response);
      return;
    }
    Optional<Username> admin = given.flatMap(ApiToken::parse).flatMap(tokens::adminOf);
    if (admin.isEmpty()) {
      refuse(response);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new PreAuthenticatedAuthenticationToken(
            admin.get().value(), "", AuthorityUtils.createAuthorityList(AUTHORITY)));
    SecurityContextHolder.setContext(context);
    next.doFilter(request, response);
  }

  void askForToken(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", CHALLENGE);
    problems.write(response, HttpStatus.UNAUTHORIZED);
  }

  private void refuse(HttpServletResponse response) throws IOException {
    response.setHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
    problems.write(
        response,
        ProblemDocument.of(
            HttpStatus.UNAUTHORIZED,
            "This token is unknown, revoked or expired, or its user is no administrator any more.",
            List.of()));
  }

  private static Optional<String> bearer(@Nullable String header) {
    return Optional.ofNullable(header)
        .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(text -> text.substring(SCHEME.length()).strip());
  }
}

package dev.musicgraph.graph;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers {@code GET /api/graph} as {@link GraphApi} does, but before sessions, logins and Spring
 * MVC: what everybody asks for first and nobody may be refused needs none of them, and they took
 * most of the processor's time. Who sends a token has it looked at by them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class GraphFilter extends OncePerRequestFilter {
  /** What {@code ApiSecurity} has sent with all other answers below {@code /api/}. */
  private static final Map<String, String> PROTECTION =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "X-XSS-Protection",
          "0",
          "X-Frame-Options",
          "DENY",
          "Content-Security-Policy",
          "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'");

  private final GraphApi graph;

  GraphFilter(GraphApi graph) {
    this.graph = graph;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getServletPath().equals("/api/graph")
        || !request.getMethod().equals("GET")
        || request.getHeader(HttpHeaders.AUTHORIZATION) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    boolean compressed =
        GraphApi.takesGzip(
            Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT_ENCODING), ""));
    GraphBody body = graph.body();
    PROTECTION.forEach(response::setHeader);
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (new ServletWebRequest(request, response).checkNotModified(body.tag(compressed))) {
      return;
    }
    byte[] bytes = compressed ? body.gzipped() : body.plain();
    if (compressed) {
      response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}

package dev.musicgraph.web;

import dev.musicgraph.setting.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets everything behind it see the client instead of the proxy. Stands before sessions, whose
 * cookie is {@code Secure} over https. {@code X-Forwarded-Host} is not read: no answer holds an
 * absolute address of this site.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class ForwardedFilter extends OncePerRequestFilter {
  private final int proxies;

  ForwardedFilter(Settings settings) {
    proxies = settings.trustedProxies();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain next)
      throws ServletException, IOException {
    Forwarded forwarded =
        Forwarded.of(
            request.getRemoteAddr(),
            request.isSecure(),
            Collections.list(request.getHeaders("X-Forwarded-For")),
            Collections.list(request.getHeaders("X-Forwarded-Proto")),
            proxies);
    next.doFilter(new Request(request, forwarded), response);
  }

  private static final class Request extends HttpServletRequestWrapper {
    private final Forwarded forwarded;

    Request(HttpServletRequest request, Forwarded forwarded) {
      super(request);
      this.forwarded = forwarded;
    }

    @Override
    public String getRemoteAddr() {
      return forwarded.address();
    }

    @Override
    public boolean isSecure() {
      return forwarded.https();
    }

    @Override
    public String getScheme() {
      return forwarded.https() ? "https" : "http";
    }
  }
}

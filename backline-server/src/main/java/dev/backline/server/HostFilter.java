package dev.backline.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers only requests that are addressed to this machine by its loopback name. A web page whose
 * own name suddenly leads to 127.0.0.1 (DNS rebinding) comes with that name and is refused. The
 * port is not looked at: through a tunnel it is another one.
 */
final class HostFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int MISDIRECTED = 421; // RFC 9110, section 15.5.20
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isLoopback(request.getHeader("Host"))) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(MISDIRECTED);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println("Ask for 127.0.0.1 or localhost.");
  }

  static boolean isLoopback(@Nullable String host) {
    return host != null && LOOPBACK.matcher(host).matches();
  }
}

package dev.backline.health.smoke;

import dev.backline.config.Placeholder;
import dev.backline.secret.Masker;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the smoke tests are run against.
 *
 * @param base {@code http} or {@code https}, a host and maybe a port; paths are put after it
 * @param database of the release; SQL tests fail without one
 * @param values fills placeholders in login fields
 * @param masker of the environment's secrets, applied to all that is reported
 */
public record SmokeTarget(
    URI base,
    Optional<SqlConnections> database,
    Function<Placeholder, String> values,
    Masker masker) {

  public SmokeTarget {
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web || base.getHost() == null || base.getUserInfo() != null) {
      throw new IllegalArgumentException("not the address of a web server: " + base);
    }
  }

  /** The address of a path, which starts with a slash and may have a query. */
  URI at(String path) {
    return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path);
  }

  /** Whether a request to that address would go to the release under test. */
  boolean isSameOrigin(URI address) {
    return base.getScheme().equalsIgnoreCase(address.getScheme())
        && base.getHost().equalsIgnoreCase(address.getHost())
        && port(base) == port(address);
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
  }
}

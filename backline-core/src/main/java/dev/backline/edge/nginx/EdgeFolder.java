package dev.backline.edge.nginx;

import dev.backline.config.ComposeSpec;
import java.nio.file.Path;

/**
 * The edge's folder on a host. Its path goes into nginx's configuration as it is, so only letters,
 * digits and {@code . _ - /} may be in it.
 *
 * @param path absolute
 */
record EdgeFolder(Path path) {

  EdgeFolder {
    if (!path.toString().matches(ComposeSpec.DIRECTORY_PATTERN)) {
      throw new IllegalArgumentException(
          "'" + path + "' is not a folder for nginx: " + ComposeSpec.DIRECTORY_RULE);
    }
  }

  static EdgeFolder of(Path environment) {
    return new EdgeFolder(environment.resolve("edge"));
  }

  Path environment() {
    return java.util.Objects.requireNonNull(path.getParent(), "absolute, of two parts or more");
  }

  /** What nginx is to do; included from its own configuration. */
  Path configuration() {
    return path.resolve("edge.conf");
  }

  /** The whole configuration of an nginx that serves nothing else. */
  Path ownMain() {
    return path.resolve("nginx.conf");
  }

  /** What such an nginx includes. */
  Path ownIncludes() {
    return path.resolve("conf.d");
  }

  Path accessLog() {
    return path.resolve("access.log");
  }

  /** Present while a slot serves; blue does, unless {@link #green} is there. */
  Path live() {
    return path.resolve("live");
  }

  Path green() {
    return path.resolve("green");
  }

  Path maintenance() {
    return path.resolve("maintenance");
  }

  /** Where the pages are; made once, and then the users'. */
  Path pages() {
    return path.resolve("pages");
  }

  /** Where whoever orders certificates puts the answers to HTTP-01 challenges (RFC 8555, 8.3). */
  Path challenges() {
    return path.resolve("acme");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}

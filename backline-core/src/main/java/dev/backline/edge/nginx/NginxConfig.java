package dev.backline.edge.nginx;

import dev.backline.config.ComposeSpec;
import dev.backline.config.HostName;
import dev.backline.config.NginxSpec.TlsFiles;
import dev.backline.edge.EdgeSettings;
import dev.backline.runtime.Slot;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the configuration of one environment is made of. Everything in it is of an alphabet that
 * means nothing to nginx: names, numbers, addresses, hexadecimal digits. A release's label, a path
 * or a page never becomes part of it.
 *
 * @param names whose it is
 * @param folder where its files are on the host
 * @param key 32 hexadecimal digits, unknown to others: part of the path that tells what is served
 * @param serverName the public name; if empty it answers to any
 * @param ports where the slots listen on the host's 127.0.0.1; a slot may be missing
 * @param version of the nginx that is to read it
 */
record NginxConfig(
    NginxNames names,
    EdgeFolder folder,
    String key,
    EdgeSettings settings,
    Optional<TlsFiles> tls,
    Optional<HostName> serverName,
    Map<Slot, Integer> ports,
    NginxVersion version) {

  private static final Pattern KEY = Pattern.compile("[0-9a-f]{32}");

  NginxConfig {
    ports = Map.copyOf(ports);
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not a key of 32 hexadecimal digits");
    }
    ports.values().forEach(NginxConfig::requirePort);
    tls.ifPresent(files -> {
      requirePath(files.certificate());
      requirePath(files.key());
      files.redirectFrom().ifPresent(NginxConfig::requirePort);
    });
  }

  /** The path that tells, to this host alone, which slot and configuration serve. */
  static String statusPath(String key) {
    return "/.well-known/backline/" + key;
  }

  private static void requirePath(String path) {
    if (!path.matches(ComposeSpec.DIRECTORY_PATTERN)) {
      throw new IllegalArgumentException("'" + path + "' is not a path for nginx");
    }
  }

  private static void requirePort(int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }
}

package dev.backline.edge.nginx;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.NginxSpec.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An environment as nginx serves it on one host.
 *
 * @param environmentFolder the environment's folder on the host, absolute; it must exist
 * @param tls empty for plain HTTP
 * @param serverName the public name; empty to answer to any
 */
public record NginxSite(
    AppName app,
    EnvironmentName environment,
    Path environmentFolder,
    NginxPlace place,
    Optional<TlsFiles> tls,
    Optional<HostName> serverName) {

  public NginxSite {
    EdgeFolder.of(environmentFolder);
  }

  NginxNames names() {
    return new NginxNames(app, environment);
  }

  EdgeFolder folder() {
    return EdgeFolder.of(environmentFolder);
  }

  /** What nginx is to do for this state. */
  NginxConfig config(NginxState state, NginxVersion version) {
    return new NginxConfig(
        names(), folder(), state.key(), state.settings(), tls, serverName, state.ports(), version);
  }
}

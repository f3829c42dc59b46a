package dev.backline.config;

import java.util.Objects;
import java.util.Optional;

/** The nginx in front of an environment's releases, on each host. */
public record NginxSpec(Where where, Optional<TlsFiles> tls) {

  /** How nginx runs. */
  public sealed interface Where {

    /** Installed on the host. */
    record OnHost() implements Where {}

    /** As a container of the Compose project. */
    record InContainer(ImageName image) implements Where {}
  }

  /**
   * Files on the host, absolute: the chain in PEM, the leaf first, and its private key.
   *
   * @param redirectFrom a port whose requests are sent to https; empty for none
   */
  public record TlsFiles(String certificate, String key, Optional<Integer> redirectFrom) {

    public TlsFiles {
      Checked.that(
          certificate.matches(ComposeSpec.DIRECTORY_PATTERN),
          "certificate is not a path on a host");
      Checked.that(key.matches(ComposeSpec.DIRECTORY_PATTERN), "key is not a path on a host");
    }
  }

  public NginxSpec {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(tls, "tls");
  }
}

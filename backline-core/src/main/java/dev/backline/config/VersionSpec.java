package dev.backline.config;

import java.util.Objects;

/**
 * That an environment's releases get versions.
 *
 * @param start the first one
 */
public record VersionSpec(VersionTag start) {

  public VersionSpec {
    Objects.requireNonNull(start, "start");
  }
}

package dev.backline.config;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits of an environment's edge.
 *
 * @param maxBody the largest request body; more is answered with 413
 * @param requestTimeout the longest a release may take to answer, more than zero; then 504
 */
public record EdgeSpec(DataSize maxBody, Duration requestTimeout) {

  public EdgeSpec {
    Objects.requireNonNull(maxBody, "maxBody");
    Checked.that(requestTimeout.isPositive(), "requestTimeout has to be more than zero");
  }
}

package dev.backline.config;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The app's own commands for its schema, run in the bundle's directory with {@code database.env}.
 *
 * @param status prints a line {@code applied ID} or {@code pending ID} for each migration, in order
 * @param up applies what is pending
 * @param down takes back what came after {@code ${to}}; empty if the app can't
 * @param timeout of each of the commands, more than zero
 */
public record MigrationSpec(Argv status, Argv up, Optional<Argv> down, Duration timeout) {

  public MigrationSpec {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(up, "up");
    Objects.requireNonNull(down, "down");
    Checked.that(timeout.isPositive(), "timeout has to be more than zero");
  }
}

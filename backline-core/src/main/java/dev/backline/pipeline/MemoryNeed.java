package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.DataSize;
import dev.backline.failure.Failure;
import java.util.Optional;

/**
 * The memory that must be there before a release is started beside the one that serves.
 *
 * @param bytes the app's own limit, or a little where it declares none
 */
public record MemoryNeed(long bytes) {

  /** Less than this, and hardly anything starts. */
  private static final long UNDECLARED = 128_000_000;

  public static MemoryNeed of(AppConfig config) {
    return new MemoryNeed(config.run().limits().memory().map(DataSize::bytes).orElse(UNDECLARED));
  }

  /** Why a release can't be started where so much is available; empty if it can. */
  public Optional<Failure> shortOf(long available) {
    return available >= bytes
        ? Optional.empty()
        : Optional.of(
            Failure.unavailable(
                "checking this machine's memory",
                "only %,d MB are available, and a release may use %,d MB beside the one that serves"
                    .formatted(available / 1_000_000, bytes / 1_000_000),
                "stop something, add memory, raise the limit of the container or service that"
                    + " Backline runs in, or lower run.limits.memory; nothing was changed"));
  }
}

package dev.backline.config;

import java.util.Objects;
import java.util.Optional;

/**
 * What a release may use.
 *
 * @param memory empty for no limit, else at least 16 MB
 * @param files open files, 64 to 1048576
 */
public record LimitSpec(Optional<DataSize> memory, int files) {

  private static final long LEAST_MEMORY = 16_000_000;

  public LimitSpec {
    Objects.requireNonNull(memory, "memory");
    memory.ifPresent(size ->
        Checked.that(
            size.bytes() >= LEAST_MEMORY,
            "memory " + size + " is less than 16MB; nothing would start"));
    Checked.that(
        files >= 64 && files <= 1_048_576, "files " + files + " is not between 64 and 1048576");
  }
}

package dev.backline.database.trace;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a statement ended.
 *
 * @param tags of what was completed; several if it was several statements in one message
 * @param failure SQLSTATE and message
 * @param transactionGoesOn whether its locks are still held
 */
record StatementEnd(
    Duration took,
    OptionalLong rows,
    List<CommandTag> tags,
    Optional<String> failure,
    boolean transactionGoesOn) {

  StatementEnd {
    tags = List.copyOf(tags);
  }

  static StatementEnd completed(Duration took, CommandTag tag) {
    return new StatementEnd(took, tag.rows(), List.of(tag), Optional.empty(), true);
  }

  /** With more rows to come. */
  static StatementEnd suspended(Duration took, long rows) {
    return new StatementEnd(took, OptionalLong.of(rows), List.of(), Optional.empty(), true);
  }

  static StatementEnd failed(Duration took, String reason) {
    return new StatementEnd(took, OptionalLong.empty(), List.of(), Optional.of(reason), false);
  }

  /** Of a whole message in the simple protocol. */
  static StatementEnd ofMessage(
      Duration took, List<CommandTag> tags, Optional<String> failure, boolean transactionGoesOn) {
    List<Long> counts = tags.stream().flatMap(tag -> tag.rows().stream().boxed()).toList();
    OptionalLong rows =
        counts.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(counts.stream().mapToLong(Long::longValue).sum());
    return new StatementEnd(took, rows, tags, failure, transactionGoesOn);
  }
}

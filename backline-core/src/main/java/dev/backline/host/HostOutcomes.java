package dev.backline.host;

import dev.backline.config.HostName;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.host.HostOutcome.Done;
import dev.backline.host.HostOutcome.Failed;
import dev.backline.host.HostOutcome.NotUndone;
import dev.backline.host.HostOutcome.Undone;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * What came of an action on each host, in the order of the hosts. Decides only; does nothing.
 *
 * @param byHost not empty
 */
public record HostOutcomes(SequencedMap<HostName, HostOutcome> byHost) {

  public HostOutcomes {
    byHost = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byHost));
    if (byHost.isEmpty()) {
      throw new IllegalArgumentException("outcomes of no host");
    }
  }

  /**
   * All or none: where it has to be undone, which is wherever it succeeded if it failed anywhere.
   */
  public List<HostName> toUndo() {
    return allDone() ? List.of() : hostsWith(Done.class);
  }

  /** Where it succeeded and was not undone. */
  List<HostName> doneHosts() {
    return hostsWith(Done.class);
  }

  public boolean allDone() {
    return hostsWith(Done.class).size() == byHost.size();
  }

  /** These outcomes with those of the undos in their places. */
  HostOutcomes with(Map<HostName, HostOutcome> undos) {
    SequencedMap<HostName, HostOutcome> all = new LinkedHashMap<>(byHost);
    undos.forEach(all::replace);
    return new HostOutcomes(all);
  }

  /** One failure that tells of every host; empty if all is done. */
  public Optional<Failure> failure(String tried) {
    if (allDone()) {
      return Optional.empty();
    }
    String each =
        byHost.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + said(entry.getValue()))
            .collect(Collectors.joining("; "));
    return Optional.of(new Failure(tried, each, remedy(), exitCode()));
  }

  private List<HostName> hostsWith(Class<? extends HostOutcome> kind) {
    return byHost.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String said(HostOutcome outcome) {
    return switch (outcome) {
      case Done done -> "done";
      case Failed failed -> "failed: " + failed.why().summary();
      case Undone undone -> "undone";
      case NotUndone stuck -> "done, and could not be undone: " + stuck.why().summary();
    };
  }

  private ExitCode exitCode() {
    if (!hostsWith(NotUndone.class).isEmpty()) {
      return ExitCode.NEEDS_PERSON;
    }
    return firstFailure().exitCode();
  }

  private String remedy() {
    return byHost.values().stream()
        .flatMap(outcome ->
            outcome instanceof NotUndone stuck
                ? java.util.stream.Stream.of(stuck.why().remedy())
                : java.util.stream.Stream.empty())
        .findFirst()
        .orElseGet(() -> firstFailure().remedy());
  }

  private Failure firstFailure() {
    return byHost.values().stream()
        .flatMap(outcome ->
            outcome instanceof Failed failed
                ? java.util.stream.Stream.of(failed.why())
                : java.util.stream.Stream.empty())
        .findFirst()
        .orElseThrow();
  }
}

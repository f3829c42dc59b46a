package dev.backline.run;

import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import java.time.Instant;
import java.util.Optional;

/** A run as the state store knows it. */
public record RunRecord(
    RunId id,
    RunRequest request,
    RunStatus status,
    Instant requestedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    Optional<RunId> supersededBy,
    Optional<String> cancelRequestedBy) {}

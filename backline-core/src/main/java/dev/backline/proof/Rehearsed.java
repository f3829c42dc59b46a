package dev.backline.proof;

import dev.backline.journal.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a proof is about.
 *
 * @param pending how many migrations were
 */
public record Rehearsed(
    RunId run,
    Instant at,
    String release,
    Optional<String> before,
    Optional<String> backup,
    long pending) {}

package dev.backline.artifact;

import dev.backline.source.CommitId;
import dev.backline.source.InputHash;
import java.time.Instant;
import java.util.Optional;

/**
 * That a build happened and what it made.
 *
 * @param inputs what it was made of
 * @param commit the commit that was built
 * @param builtAt to the millisecond
 * @param size of the artifact's files, in bytes
 * @param checked the commit whose check report vouches for it; empty if no checks ran
 */
public record BuildRecord(
    InputHash inputs,
    ArtifactDigest digest,
    CommitId commit,
    Instant builtAt,
    long size,
    Optional<CommitId> checked) {}

package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.config.EnvironmentSpec;
import java.util.Optional;

/**
 * What a place has to be fit for.
 *
 * @param artifact empty as long as it is not built
 * @param memory that the release may use
 */
public record DeliveryNeed(
    EnvironmentSpec environment, Optional<ArtifactDigest> artifact, MemoryNeed memory) {}

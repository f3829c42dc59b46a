package dev.backline.run;

import dev.backline.journal.StepName;
import java.time.Instant;
import java.util.Optional;

/** One line that a run said. */
public record OutputLine(long seq, Instant at, Optional<StepName> step, String text) {}

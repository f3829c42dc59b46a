package dev.backline;

import dev.backline.journal.JournalEntry;
import dev.backline.journal.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An exact place in a run at which its process gets a signal.
 *
 * @param step which step
 * @param undo whether while it is undone, rather than done
 * @param instant where in it
 * @param signal KILL, or STOP: then it goes on from right there when it gets CONT
 */
public record CrashPoint(StepName step, boolean undo, Instant instant, String signal) {

  /** A place within a step. */
  public enum Instant {
    /** The intent is journaled, the effect has just begun. */
    AT_INTENT,
    /** Some 100 ms later: in the middle of what takes time. */
    IN_THE_MIDDLE,
    /** Some 2 s later: in the middle of what takes much time, with programs of its own at work. */
    LATE_IN_THE_MIDDLE,
    /** The whole effect is there, the journal does not know it yet. */
    BEFORE_OUTCOME,
    /** The outcome is journaled. */
    AFTER_OUTCOME;

    public String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Most kills of one run: several in a row in each, and still enough runs that go on to the end.
   */
  private static final int KILLS_OF_A_RUN = 4;

  static final int MIDDLE_MILLIS = 100;
  static final int LATE_MILLIS = 2_000;

  public static CrashPoint in(String step, Instant instant) {
    return new CrashPoint(new StepName(step), false, instant, "KILL");
  }

  public static CrashPoint undoing(String step, Instant instant) {
    return new CrashPoint(new StepName(step), true, instant, "KILL");
  }

  /** Those points, in their order, for as many runs as they take. */
  public static List<List<CrashPoint>> runs(List<CrashPoint> points) {
    return IntStream.iterate(0, i -> i < points.size(), i -> i + KILLS_OF_A_RUN)
        .mapToObj(i -> points.subList(i, Math.min(i + KILLS_OF_A_RUN, points.size())))
        .toList();
  }

  /** Stopped rather than killed. */
  public CrashPoint stopping() {
    return new CrashPoint(step, undo, instant, "STOP");
  }

  /** Makes the controller on that data directory die there, once. */
  public void arm(Path data) throws IOException {
    Path written = data.resolve("crash-point.new");
    Files.writeString(
        written, String.join(" ", step.value(), Boolean.toString(undo), instant.name(), signal));
    Files.move(written, file(data), StandardCopyOption.ATOMIC_MOVE);
  }

  static Optional<CrashPoint> armed(Path data) throws IOException {
    try {
      String[] words = Files.readString(file(data)).split(" ");
      return Optional.of(
          new CrashPoint(
              new StepName(words[0]),
              Boolean.parseBoolean(words[1]),
              Instant.valueOf(words[2]),
              words[3]));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** So that whoever resumes the run does not die there again. */
  public static boolean disarm(Path data) throws IOException {
    return Files.deleteIfExists(file(data));
  }

  boolean isIntent(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.StepIntended intended -> !undo && intended.step().equals(step);
      case JournalEntry.UndoIntended intended -> undo && intended.step().equals(step);
      default -> false;
    };
  }

  boolean isOutcome(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.StepDone done -> !undo && done.step().equals(step);
      case JournalEntry.StepSkipped skipped -> !undo && skipped.step().equals(step);
      case JournalEntry.StepFailed failed -> !undo && failed.step().equals(step);
      case JournalEntry.UndoDone done -> undo && done.step().equals(step);
      default -> false;
    };
  }

  private static Path file(Path data) {
    return data.resolve("crash-point");
  }
}

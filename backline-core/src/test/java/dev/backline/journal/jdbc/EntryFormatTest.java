package dev.backline.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.Failure;
import dev.backline.journal.Fact;
import dev.backline.journal.Facts;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.RunAdopted;
import dev.backline.journal.JournalEntry.RunCancelled;
import dev.backline.journal.JournalEntry.RunNeedsPerson;
import dev.backline.journal.JournalEntry.RunStarted;
import dev.backline.journal.JournalEntry.RunSucceeded;
import dev.backline.journal.JournalEntry.RunUndone;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepFailed;
import dev.backline.journal.JournalEntry.StepFoundNotDone;
import dev.backline.journal.JournalEntry.StepFoundPartlyDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.JournalEntry.StepPutBack;
import dev.backline.journal.JournalEntry.StepSkipped;
import dev.backline.journal.JournalEntry.UndoDone;
import dev.backline.journal.JournalEntry.UndoFailed;
import dev.backline.journal.JournalEntry.UndoIntended;
import dev.backline.journal.JournalEntry.UndoLeftToPerson;
import dev.backline.journal.JournalEntry.UndoNotNeeded;
import dev.backline.journal.JournalEntry.UnwindStarted;
import dev.backline.journal.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryFormatTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "journal-format.md");
  private static final JsonMapper JSON = new JsonMapper();

  /** A section of the document: the type's heading, and the example below it. */
  private static final Pattern SECTION =
      Pattern.compile(
          "^### `([a-z-]+)`$.*?^```json$(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final StepName STEP = new StepName("switch-edge");
  private static final Failure FAILURE =
      Failure.undone("switching to \"green\"", "it answered 503\nthree times", "deploy again");
  private static final Facts FACTS =
      Facts.of(Fact.text("slot"), "green").with(Fact.number("switchedAt"), 1_766_500_000_123L);

  static List<JournalEntry> oneOfEachType() {
    return List.of(
        new RunStarted(List.of(new StepName("hash-inputs"), STEP), "process 7 on band"),
        new RunAdopted("process 8 on band"),
        new StepIntended(STEP),
        new StepDone(STEP, FACTS, Duration.ofMillis(341), true),
        new StepSkipped(STEP, "nothing to do"),
        new StepFailed(STEP, FAILURE, Duration.ofMillis(5)),
        new StepFoundNotDone(STEP),
        new StepFoundPartlyDone(STEP, "half of the files"),
        new StepPutBack(STEP),
        new UnwindStarted(FAILURE, true),
        new UndoIntended(STEP),
        new UndoDone(STEP, Duration.ofMillis(17)),
        new UndoNotNeeded(STEP, "it only reads"),
        new UndoLeftToPerson(STEP, "remove the tag"),
        new UndoFailed(STEP, FAILURE),
        new RunSucceeded(),
        new RunUndone(FAILURE),
        new RunCancelled(FAILURE),
        new RunNeedsPerson(FAILURE, List.of("remove the tag", "call Anna")));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void entryIsReadAsItWasWritten(JournalEntry entry) {
    JournalEntry read =
        EntryFormat.read(EntryFormat.type(entry), EntryFormat.VERSION, EntryFormat.body(entry));

    assertThat(read).isEqualTo(entry);
  }

  @Test
  void everyTypeOfEntryIsAmongThoseTested() {
    assertThat(oneOfEachType().stream().map(Object::getClass))
        .containsExactlyInAnyOrderElementsOf(typesBelow(JournalEntry.class).toList());
  }

  @Test
  void documentDescribesEveryTypeAndNoOther() throws IOException {
    assertThat(examples().keySet())
        .containsExactlyInAnyOrderElementsOf(
            oneOfEachType().stream().map(EntryFormat::type).toList());
  }

  @Test
  void documentsExamplesAreReadAndWrittenAsTheyStandThere() throws IOException {
    for (Map.Entry<String, String> example : examples().entrySet()) {
      JournalEntry entry =
          EntryFormat.read(example.getKey(), EntryFormat.VERSION, example.getValue());

      assertThat(JSON.readTree(EntryFormat.body(entry)))
          .as(example.getKey())
          .isEqualTo(JSON.readTree(example.getValue()));
    }
  }

  @Test
  void documentTellsTheVersionThatIsWritten() throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("The current version is " + EntryFormat.VERSION + ".");
  }

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(EntryFormat.read("step-intended", 1, "{\"step\":\"switch-edge\",\"later\":1}"))
        .isEqualTo(new StepIntended(STEP));
  }

  @Test
  void entryOfANewerVersionIsRefused() {
    assertThatThrownBy(() -> EntryFormat.read("run-succeeded", EntryFormat.VERSION + 1, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("newer format");
  }

  @Test
  void entryOfAnUnknownTypeIsRefused() {
    assertThatThrownBy(() -> EntryFormat.read("run-paused", EntryFormat.VERSION, "{}"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("run-paused");
  }

  private static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    for (MatchResult section : SECTION.matcher(Files.readString(DOCUMENT)).results().toList()) {
      examples.put(section.group(1), section.group(2));
    }
    return examples;
  }

  private static Stream<Class<?>> typesBelow(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(EntryFormatTest::typesBelow).distinct()
        : Stream.of(type);
  }
}

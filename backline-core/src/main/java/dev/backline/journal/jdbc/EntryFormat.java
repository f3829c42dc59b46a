package dev.backline.journal.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.failure.Failure;
import dev.backline.journal.Facts;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.*;
import dev.backline.journal.StepName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Journal entries as JSON, as {@code docs/journal-format.md} describes them. Written by hand, so
 * that renaming a record changes no file.
 */
public final class EntryFormat {

  /** Written with every entry; readers know every version up to this one. */
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private EntryFormat() {}

  /** The name of its type, as it is stored. */
  public static String type(JournalEntry entry) {
    return switch (entry) {
      case RunStarted e -> "run-started";
      case RunAdopted e -> "run-adopted";
      case StepIntended e -> "step-intended";
      case StepDone e -> "step-done";
      case StepSkipped e -> "step-skipped";
      case StepFailed e -> "step-failed";
      case StepFoundNotDone e -> "step-found-not-done";
      case StepFoundPartlyDone e -> "step-found-partly-done";
      case StepPutBack e -> "step-put-back";
      case UnwindStarted e -> "unwind-started";
      case UndoIntended e -> "undo-intended";
      case UndoDone e -> "undo-done";
      case UndoNotNeeded e -> "undo-not-needed";
      case UndoLeftToPerson e -> "undo-left-to-person";
      case UndoFailed e -> "undo-failed";
      case RunSucceeded e -> "run-succeeded";
      case RunUndone e -> "run-undone";
      case RunCancelled e -> "run-cancelled";
      case RunNeedsPerson e -> "run-needs-person";
    };
  }

  /** Its content as JSON, as it is stored. */
  public static String body(JournalEntry entry) {
    ObjectNode body = JSON.createObjectNode();
    if (entry instanceof OfStep ofStep) {
      body.put("step", ofStep.step().value());
    }
    switch (entry) {
      case RunStarted e -> {
        body.put("owner", e.owner());
        body.set("steps", JSON.valueToTree(e.steps().stream().map(StepName::value).toList()));
      }
      case RunAdopted e -> body.put("owner", e.owner());
      case StepDone e -> {
        body.set("facts", JSON.valueToTree(new TreeMap<>(e.facts().values())));
        body.put("tookMillis", e.took().toMillis());
        body.put("found", e.found());
      }
      case StepSkipped e -> body.put("reason", e.reason());
      case StepFailed e -> {
        body.set("failure", JSON.valueToTree(e.failure()));
        body.put("tookMillis", e.took().toMillis());
      }
      case StepFoundPartlyDone e -> body.put("what", e.what());
      case UnwindStarted e -> {
        body.set("cause", JSON.valueToTree(e.cause()));
        body.put("cancelled", e.cancelled());
      }
      case UndoDone e -> body.put("tookMillis", e.took().toMillis());
      case UndoNotNeeded e -> body.put("why", e.why());
      case UndoLeftToPerson e -> body.put("instructions", e.instructions());
      case UndoFailed e -> body.set("failure", JSON.valueToTree(e.failure()));
      case RunUndone e -> body.set("cause", JSON.valueToTree(e.cause()));
      case RunCancelled e -> body.set("cause", JSON.valueToTree(e.cause()));
      case RunNeedsPerson e -> {
        body.set("cause", JSON.valueToTree(e.cause()));
        body.set("instructions", JSON.valueToTree(e.instructions()));
      }
      case StepIntended e -> {}
      case StepFoundNotDone e -> {}
      case StepPutBack e -> {}
      case UndoIntended e -> {}
      case RunSucceeded e -> {}
    }
    return body.toString();
  }

  static JournalEntry read(String type, int version, String text) {
    if (version > VERSION) {
      throw new IllegalStateException(
          "journal entry of a newer format: " + type + " version " + version);
    }
    JsonNode body = tree(text);
    return switch (type) {
      case "run-started" ->
          new RunStarted(
              texts(body.path("steps")).stream().map(StepName::new).toList(),
              body.path("owner").asText());
      case "run-adopted" -> new RunAdopted(body.path("owner").asText());
      case "step-intended" -> new StepIntended(step(body));
      case "step-done" ->
          new StepDone(
              step(body), facts(body.path("facts")), took(body), body.path("found").asBoolean());
      case "step-skipped" -> new StepSkipped(step(body), body.path("reason").asText());
      case "step-failed" -> new StepFailed(step(body), failure(body.path("failure")), took(body));
      case "step-found-not-done" -> new StepFoundNotDone(step(body));
      case "step-found-partly-done" ->
          new StepFoundPartlyDone(step(body), body.path("what").asText());
      case "step-put-back" -> new StepPutBack(step(body));
      case "unwind-started" ->
          new UnwindStarted(failure(body.path("cause")), body.path("cancelled").asBoolean());
      case "undo-intended" -> new UndoIntended(step(body));
      case "undo-done" -> new UndoDone(step(body), took(body));
      case "undo-not-needed" -> new UndoNotNeeded(step(body), body.path("why").asText());
      case "undo-left-to-person" ->
          new UndoLeftToPerson(step(body), body.path("instructions").asText());
      case "undo-failed" -> new UndoFailed(step(body), failure(body.path("failure")));
      case "run-succeeded" -> new RunSucceeded();
      case "run-undone" -> new RunUndone(failure(body.path("cause")));
      case "run-cancelled" -> new RunCancelled(failure(body.path("cause")));
      case "run-needs-person" ->
          new RunNeedsPerson(failure(body.path("cause")), texts(body.path("instructions")));
      default -> throw new IllegalStateException("unknown journal entry: " + type);
    };
  }

  static String failure(Failure failure) {
    return JSON.valueToTree(failure).toString();
  }

  static Failure failure(String text) {
    return failure(tree(text));
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable journal entry", e);
    }
  }

  private static Failure failure(JsonNode node) {
    try {
      return JSON.treeToValue(node, Failure.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable failure in the journal", e);
    }
  }

  private static StepName step(JsonNode body) {
    return new StepName(body.path("step").asText());
  }

  private static Duration took(JsonNode body) {
    return Duration.ofMillis(body.path("tookMillis").asLong());
  }

  private static Facts facts(JsonNode node) {
    Map<String, String> values = new TreeMap<>();
    node.properties().forEach(field -> values.put(field.getKey(), field.getValue().asText()));
    return new Facts(values);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}

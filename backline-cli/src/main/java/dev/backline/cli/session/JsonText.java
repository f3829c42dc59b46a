package dev.backline.cli.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.failure.Failure;

/** JSON as commands print it. docs/cli.md describes each shape; keys are added, never changed. */
public final class JsonText {

  private static final JsonMapper JSON = new JsonMapper();

  private JsonText() {}

  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  public static ArrayNode array() {
    return JSON.createArrayNode();
  }

  public static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  /** On several lines, for a result. */
  public static String pretty(JsonNode node) {
    return node.toPrettyString();
  }

  public static ObjectNode of(Failure failure) {
    return object()
        .put("tried", failure.tried())
        .put("why", failure.why())
        .put("remedy", failure.remedy())
        .put("exitCode", failure.exitCode().status());
  }
}

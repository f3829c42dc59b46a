package dev.musicgraph.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API's OpenAPI document, to hold what the app answers against. */
public final class Description {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode DOCUMENT = read();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Map<JsonNode, Schema> READY = new ConcurrentHashMap<>();

  private Description() {}

  public static JsonNode document() {
    return DOCUMENT;
  }

  /** Each as {@code GET /api/genres}. */
  public static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry((method, operation) ->
                operations.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    return operations;
  }

  /** Fails if the answer is not one that is described; addresses without a description pass. */
  public static void check(String method, String path, Program.Answer answer) {
    Optional<JsonNode> operation =
        operations().stream()
            .filter(each -> each.startsWith(method + " "))
            .map(each -> each.substring(method.length() + 1))
            .filter(template -> path.matches(template.replaceAll("\\{[^}]*}", "[^/]+")))
            .findFirst()
            .map(template ->
                DOCUMENT.get("paths").get(template).get(method.toLowerCase(Locale.ROOT)));
    operation.ifPresent(described -> check(described.get("responses"), answer));
  }

  /** What is wrong with a value, if anything. */
  public static String problems(JsonNode schema, JsonNode value) {
    return String.join(
        "\n",
        READY.computeIfAbsent(schema, Description::ready).validate(value).stream()
            .map(Object::toString)
            .toList());
  }

  private static void check(JsonNode responses, Program.Answer answer) {
    JsonNode response = responses.path(String.valueOf(answer.status()));
    if (response.isMissingNode()) {
      if (answer.status() < 400) {
        throw new AssertionError("this status is not described: " + answer);
      }
      response = responses.get("default");
    }
    response
        .path("headers")
        .propertyNames()
        .forEach(name -> require(!answer.header(name).isEmpty(), "no " + name, answer));
    String type = answer.header("Content-Type").split(";")[0];
    JsonNode content = response.path("content");
    require(
        content.isMissingNode() ? answer.body().isEmpty() : content.has(type),
        "the body is not of a type that is described",
        answer);
    if (type.endsWith("json") && content.has(type)) {
      String problems = problems(content.get(type).get("schema"), answer.json());
      require(problems.isEmpty(), problems, answer);
    }
  }

  private static void require(boolean condition, String message, Program.Answer answer) {
    if (!condition) {
      throw new AssertionError(message + ": " + answer);
    }
  }

  /** References in the schema lead into the document. */
  private static Schema ready(JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", DOCUMENT.get("components"));
    whole.putArray("allOf").add(schema);
    return SCHEMAS.getSchema(whole);
  }

  private static JsonNode read() {
    try (InputStream file =
        Objects.requireNonNull(Description.class.getResourceAsStream("/openapi.json"))) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.backline.config.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes the declared keys as a JSON Schema (draft 2020-12), for editors to complete and check
 * with.
 */
public final class JsonSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonSchema() {}

  /** The schema of the whole file. */
  public static ObjectNode ofBacklineYml() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "backline.yml");
    schema.put(
        "description",
        "What Backline builds, checks, runs and looks after. Generated; see"
            + " docs/configuration.md.");
    schema.setAll(of(AppKeys.APP_CONFIG));
    return schema;
  }

  private static ObjectNode of(Form<?> form) {
    return switch (form) {
      case TextForm<?> text -> text(text);
      case NumberForm<?> number ->
          type(number.whole() ? "integer" : "number")
              .put("minimum", number.least())
              .put("maximum", number.most());
      case YesNo _ -> type("boolean");
      case Choice<?> choice -> type("string").set("enum", strings(choice.words()));
      case CommandForm _ -> oneOf(type("string").put("minLength", 1), words());
      case CommandsForm _ ->
          oneOf(
              type("string").put("minLength", 1),
              words(),
              type("array").put("minItems", 1).set("items", words()));
      case ListOf<?> list ->
          type("array")
              .put("uniqueItems", true)
              .put("minItems", list.least())
              .set("items", of(list.item()));
      case MapOf<?, ?> map -> map(map.key(), of(map.value()));
      case Named<?, ?> named -> map(named.key(), of(named.shape()));
      case Shape<?> shape -> shape(shape);
    };
  }

  private static ObjectNode text(TextForm<?> form) {
    ObjectNode schema = JSON.objectNode();
    if (form.pattern().isPresent()) {
      return schema.put("type", "string").put("pattern", form.pattern().get());
    }
    return schema.set("type", strings(List.of("string", "number", "boolean")));
  }

  private static ObjectNode words() {
    ObjectNode word =
        JSON.objectNode().set("type", strings(List.of("string", "number", "boolean")));
    return type("array").put("minItems", 1).set("items", word);
  }

  private static ObjectNode oneOf(ObjectNode... schemas) {
    return JSON.objectNode().set("oneOf", JSON.arrayNode().addAll(List.of(schemas)));
  }

  private static ObjectNode map(TextForm<?> key, ObjectNode value) {
    ObjectNode schema = type("object");
    key.pattern()
        .ifPresent(
            pattern -> schema.set("propertyNames", JSON.objectNode().put("pattern", pattern)));
    return schema.set("additionalProperties", value);
  }

  private static ObjectNode shape(Shape<?> shape) {
    ObjectNode schema = type("object").put("additionalProperties", false);
    List<String> required =
        shape.keys().stream()
            .filter(key -> key.presence() instanceof Key.Presence.Required)
            .map(Key::name)
            .toList();
    if (!required.isEmpty()) {
      schema.set("required", strings(required));
    }
    ObjectNode properties = schema.putObject("properties");
    shape.keys().forEach(key -> properties.set(key.name(), key(key)));
    return schema;
  }

  private static ObjectNode key(Key<?> key) {
    ObjectNode schema =
        JSON.objectNode().put("description", key.description() + meanings(key.form()));
    if (key.presence() instanceof Key.Presence.Default(Tree value)) {
      schema.set("default", json(value));
    }
    schema.setAll(of(key.form()));
    return schema;
  }

  private static String meanings(Form<?> form) {
    StringBuilder text = new StringBuilder();
    if (form instanceof Choice<?> choice) {
      choice
          .options()
          .forEach(option ->
              text.append(" ").append(option.word()).append(": ").append(option.meaning()));
    }
    return text.toString();
  }

  private static JsonNode json(Tree tree) {
    return switch (tree) {
      case Tree.Items(List<Tree> items, Mark _) ->
          JSON.arrayNode().addAll(items.stream().map(JsonSchema::json).toList());
      case Tree.Entries(List<Tree.Entry> entries, Mark _) -> {
        ObjectNode object = JSON.objectNode();
        entries.forEach(entry -> object.set(entry.key(), json(entry.value())));
        yield object;
      }
      case Tree.Scalar(String text, Tree.Kind kind, Mark _) ->
          switch (kind) {
            case NUMBER -> JSON.numberNode(Integer.parseInt(text));
            case BOOLEAN -> JSON.booleanNode(Boolean.parseBoolean(text));
            case TEXT -> JSON.textNode(text);
            case NOTHING -> JSON.nullNode();
          };
    };
  }

  private static ObjectNode type(String name) {
    return JSON.objectNode().put("type", name);
  }

  private static ArrayNode strings(List<String> words) {
    ArrayNode array = JSON.arrayNode();
    words.forEach(array::add);
    return array;
  }
}

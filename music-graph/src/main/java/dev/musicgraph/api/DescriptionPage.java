package dev.musicgraph.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api}: the same description for people. */
@Controller
final class DescriptionPage {
  /** What the page says of a group of operations. */
  record Section(String name, String description, List<Operation> operations) {}

  /**
   * @param body the name of the schema of what is sent; empty if nothing is
   * @param answers by status, without problems
   */
  record Operation(
      String id,
      String method,
      String path,
      String summary,
      String description,
      boolean needsToken,
      List<Parameter> parameters,
      String body,
      List<Answer> answers) {}

  record Parameter(String name, String where, String description, boolean required) {}

  /**
   * @param schema its name; empty if it has none
   */
  record Answer(String status, String description, String schema) {}

  /** A schema, as the document has it. */
  record Schema(String name, String json) {}

  private final String introduction;
  private final List<Section> sections;
  private final List<Schema> schemas;

  DescriptionPage(JsonMapper json) {
    JsonNode document = json.readTree(DescriptionApi.read());
    introduction = document.at("/info/description").asString();
    sections = document.get("tags").valueStream().map(tag -> section(document, tag)).toList();
    schemas =
        document
            .at("/components/schemas")
            .propertyStream()
            .map(each ->
                new Schema(
                    each.getKey(),
                    json.writerWithDefaultPrettyPrinter().writeValueAsString(each.getValue())))
            .toList();
  }

  @GetMapping("/api")
  String show(Model model) {
    model.addAttribute("introduction", introduction);
    model.addAttribute("sections", sections);
    model.addAttribute("schemas", schemas);
    return "api";
  }

  private static Section section(JsonNode document, JsonNode tag) {
    String name = tag.get("name").asString();
    List<Operation> operations = new ArrayList<>();
    document
        .get("paths")
        .propertyStream()
        .forEach(path ->
            path.getValue()
                .propertyStream()
                .filter(each -> each.getValue().at("/tags/0").asString().equals(name))
                .forEach(each ->
                    operations.add(operation(path.getKey(), each.getKey(), each.getValue()))));
    return new Section(name, tag.get("description").asString(), operations);
  }

  private static Operation operation(String path, String method, JsonNode operation) {
    return new Operation(
        operation.get("operationId").asString(),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.get("summary").asString(),
        operation.path("description").asString(""),
        operation.has("security"),
        operation.path("parameters").valueStream().map(DescriptionPage::parameter).toList(),
        schema(operation.path("requestBody")),
        operation
            .get("responses")
            .propertyStream()
            .filter(each -> !each.getKey().equals("default"))
            .map(each ->
                new Answer(
                    each.getKey(),
                    each.getValue().get("description").asString(),
                    schema(each.getValue())))
            .toList());
  }

  private static Parameter parameter(JsonNode parameter) {
    return new Parameter(
        parameter.get("name").asString(),
        parameter.get("in").asString(),
        parameter.get("description").asString(),
        parameter.path("required").asBoolean(false));
  }

  /** The last part of the reference that a body's schema is, if it is one. */
  private static String schema(JsonNode body) {
    return body.path("content")
        .valueStream()
        .map(content -> content.at("/schema/$ref").asString(""))
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .collect(Collectors.joining());
  }
}

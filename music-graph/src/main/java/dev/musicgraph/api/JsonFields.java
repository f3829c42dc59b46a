package dev.musicgraph.api;

import dev.musicgraph.catalogue.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object that a program sent, field by field. A field of the wrong type reads as empty and
 * is remembered as a problem, so that all problems can be told at once.
 */
final class JsonFields {
  static final int LARGEST = 64 * 1024;

  private static final JsonMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxNameLength(100)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String prefix;
  private final JsonNode object;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Problem> problems;

  private JsonFields(String prefix, JsonNode object, List<Problem> problems) {
    this.prefix = prefix;
    this.object = object;
    this.problems = problems;
  }

  /**
   * @throws ApiProblem if the body is too large or no JSON object
   */
  static JsonFields of(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
    if (body.length > LARGEST) {
      throw refusal(HttpStatus.CONTENT_TOO_LARGE, "The body has more than " + LARGEST + " bytes.");
    }
    JsonNode json = parse(body);
    if (!json.isObject()) {
      throw refusal(HttpStatus.BAD_REQUEST, "The body must be a JSON object.");
    }
    return new JsonFields("", json, new ArrayList<>());
  }

  boolean has(String name) {
    known.add(name);
    return object.has(name);
  }

  /** Empty if it is missing or null. */
  String text(String name) {
    known.add(name);
    return text(name, object.path(name));
  }

  /** Empty if it is missing or null. */
  List<String> texts(String name) {
    return items(name).map(i -> text(name, object.path(name).get(i))).toList();
  }

  /** The objects in a list; empty if it is missing or null. */
  List<JsonFields> objects(String name) {
    return items(name)
        .filter(i -> isObject(name, object.path(name).get(i)))
        .map(
            i -> new JsonFields(prefix + name + "[" + i + "].", object.path(name).get(i), problems))
        .toList();
  }

  void wrong(String name, String message) {
    problems.add(new Problem(prefix + name, message));
  }

  /** Every field that nobody asked for; call it when all were asked for. */
  void refuseOthers() {
    object.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            wrong(name, "There is no such field. These are: " + String.join(", ", known) + "."));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private Stream<Integer> items(String name) {
    known.add(name);
    JsonNode list = object.path(name);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      wrong(name, "This must be a list.");
    }
    return IntStream.range(0, list.isArray() ? list.size() : 0).boxed();
  }

  private boolean isObject(String name, JsonNode value) {
    if (!value.isObject()) {
      wrong(name, "Each item must be an object.");
    }
    return value.isObject();
  }

  private String text(String name, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isString()) {
      wrong(name, "This must be text.");
      return "";
    }
    if (value.stringValue().codePoints().anyMatch(JsonFields::isNoCharacter)) {
      wrong(name, "This holds something that is no character.");
      return "";
    }
    return value.stringValue();
  }

  /** PostgreSQL stores no NUL, and half of a surrogate pair is nothing in UTF-8. */
  private static boolean isNoCharacter(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return STRICT.readTree(body);
    } catch (StreamConstraintsException e) {
      throw refusal(
          HttpStatus.BAD_REQUEST,
          "The body is nested too deeply, or holds too long a number or name.");
    } catch (MismatchedInputException e) {
      throw refusal(
          HttpStatus.BAD_REQUEST, "The body must be one JSON object, with each field once.");
    } catch (JacksonException e) {
      throw refusal(
          HttpStatus.BAD_REQUEST,
          "The body is no JSON: see line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ".");
    }
  }

  private static ApiProblem refusal(HttpStatus status, String detail) {
    return new ApiProblem(status, detail, List.of());
  }
}

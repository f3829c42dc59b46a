package dev.backline.health.smoke;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.config.JsonExpectation;
import dev.backline.config.SmokeProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Compares an answer with what was declared. Pure. */
final class HttpExpectations {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String asked;
  private final HttpAnswer answer;
  private final Excerpt excerpt;
  private final List<Finding> findings = new ArrayList<>();

  private HttpExpectations(String asked, HttpAnswer answer, Excerpt excerpt) {
    this.asked = asked;
    this.answer = answer;
    this.excerpt = excerpt;
  }

  static List<Finding> unmet(
      SmokeProbe.Http expected, String asked, HttpAnswer answer, Excerpt excerpt) {
    HttpExpectations check = new HttpExpectations(asked, answer, excerpt);
    if (answer.status() != expected.status()) {
      // The rest was declared for the expected status: it would only repeat that this is another.
      check.found("status " + expected.status(), answer.told());
    } else {
      expected.headers().forEach(check::header);
      expected.contains().ifPresent(check::contains);
      check.json(expected.json());
      expected.maxLatency().ifPresent(check::latency);
    }
    return List.copyOf(check.findings);
  }

  private void header(String name, String text) {
    List<String> values = answer.headers().allValues(name);
    if (values.stream().noneMatch(value -> value.contains(text))) {
      String came = values.isEmpty() ? "no such header" : String.join(", ", values);
      found("header " + name + " with '" + text + "'", came);
    }
  }

  private void contains(String text) {
    if (!answer.body().contains(text)) {
      found(
          "a body with '" + text + "'",
          answer.body().isBlank() ? "an empty body" : "a body without it: " + answer.body());
    }
  }

  private void latency(Duration most) {
    if (answer.latency().compareTo(most) > 0) {
      found(
          "an answer within " + most.toMillis() + " ms",
          "it after " + answer.latency().toMillis() + " ms");
    }
  }

  private void json(SequencedMap<dev.backline.config.JsonPointer, JsonExpectation> expected) {
    if (expected.isEmpty()) {
      return;
    }
    try {
      JsonNode document = JSON.readTree(answer.body());
      for (Map.Entry<dev.backline.config.JsonPointer, JsonExpectation> each : expected.entrySet()) {
        json(document, each.getKey().value(), each.getValue());
      }
    } catch (JsonProcessingException e) {
      found("a JSON body", "a body that is not JSON: " + answer.body());
    }
  }

  private void json(JsonNode document, String pointer, JsonExpectation expectation) {
    JsonNode node = document.at(JsonPointer.compile(pointer));
    String place = pointer.isEmpty() ? "the whole document" : pointer;
    String came = node.isMissingNode() ? "nothing there: " + answer.body() : text(node);
    switch (expectation) {
      case JsonExpectation.Present() -> {
        if (node.isMissingNode()) {
          found("JSON with something at " + place, came);
        }
      }
      case JsonExpectation.EqualTo(String text) -> {
        if (node.isMissingNode() || !text(node).equals(text)) {
          found("JSON with '" + text + "' at " + place, came);
        }
      }
    }
  }

  private static String text(JsonNode node) {
    return node.isValueNode() ? node.asText() : node.toString();
  }

  private void found(String expected, String came) {
    findings.add(excerpt.finding(asked, expected, came));
  }
}

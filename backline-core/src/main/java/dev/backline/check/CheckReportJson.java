package dev.backline.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.check.report.Coverage;
import dev.backline.check.report.FailedTest;
import dev.backline.check.report.TestCounts;
import dev.backline.config.CheckName;
import dev.backline.source.CommitId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A check report as JSON: as it is stored and as {@code --json} shows it. Times are in ms. */
public final class CheckReportJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CheckReportJson() {}

  public static ObjectNode write(CheckReport report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("commit", report.commit().value());
    json.put("startedAt", report.startedAt().toString());
    json.put("tookMillis", report.took().toMillis());
    json.put("passed", report.passed());
    ArrayNode checks = json.putArray("checks");
    report.checks().forEach(check -> checks.add(write(check)));
    return json;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static CheckReport read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      List<CheckResult> checks = new ArrayList<>();
      json.required("checks").forEach(check -> checks.add(readCheck(check)));
      return new CheckReport(
          new CommitId(json.required("commit").asText()),
          Instant.parse(json.required("startedAt").asText()),
          millis(json),
          checks);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a check report", e);
    }
  }

  private static ObjectNode write(CheckResult check) {
    ObjectNode json = JSON.createObjectNode();
    json.put("name", check.name().value());
    json.put("outcome", check.outcome().name());
    json.put("message", check.message());
    json.put("tookMillis", check.took().toMillis());
    check.tests().ifPresent(tests -> json.set("tests", write(tests)));
    check.coverage().ifPresent(coverage -> json.set("coverage", write(coverage)));
    return json;
  }

  private static CheckResult readCheck(JsonNode json) {
    return new CheckResult(
        new CheckName(json.required("name").asText()),
        CheckOutcome.valueOf(json.required("outcome").asText()),
        json.required("message").asText(),
        millis(json),
        Optional.ofNullable(json.get("tests")).map(CheckReportJson::readTests),
        Optional.ofNullable(json.get("coverage")).map(CheckReportJson::readCoverage));
  }

  private static ObjectNode write(TestCounts tests) {
    ObjectNode json = JSON.createObjectNode();
    json.put("tests", tests.tests());
    json.put("failures", tests.failures());
    json.put("errors", tests.errors());
    json.put("skipped", tests.skipped());
    json.put("tookMillis", tests.time().toMillis());
    ArrayNode failed = json.putArray("firstFailed");
    tests
        .firstFailed()
        .forEach(
            test -> failed.addObject().put("name", test.name()).put("message", test.message()));
    return json;
  }

  private static TestCounts readTests(JsonNode json) {
    List<FailedTest> failed = new ArrayList<>();
    json.required("firstFailed")
        .forEach(test ->
            failed.add(
                new FailedTest(test.required("name").asText(), test.required("message").asText())));
    return new TestCounts(
        json.required("tests").asInt(),
        json.required("failures").asInt(),
        json.required("errors").asInt(),
        json.required("skipped").asInt(),
        millis(json),
        failed);
  }

  private static ObjectNode write(Coverage coverage) {
    ObjectNode json = JSON.createObjectNode();
    json.put("linesCovered", coverage.linesCovered());
    json.put("linesMissed", coverage.linesMissed());
    json.put("branchesCovered", coverage.branchesCovered());
    json.put("branchesMissed", coverage.branchesMissed());
    return json;
  }

  private static Coverage readCoverage(JsonNode json) {
    return new Coverage(
        json.required("linesCovered").asLong(),
        json.required("linesMissed").asLong(),
        json.required("branchesCovered").asLong(),
        json.required("branchesMissed").asLong());
  }

  private static Duration millis(JsonNode json) {
    return Duration.ofMillis(json.required("tookMillis").asLong());
  }
}

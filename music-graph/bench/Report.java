import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, beside what it should be. */
final class Report {
  /**
   * @param goal empty if there is none
   */
  private record Row(String key, String what, double value, String unit, String goal) {}

  private final List<Row> rows = new ArrayList<>();

  void add(String key, String what, double value, String unit, String goal) {
    rows.add(new Row(key, what, value, unit, goal));
    System.err.printf(Locale.ROOT, "%s: %.1f %s%n", what, value, unit);
  }

  void add(String key, String what, Load.Result result, String goal) {
    add(key + "_p50", what + ", p50", result.p50(), "ms", "");
    add(key + "_p99", what + ", p99", result.p99(), "ms", goal);
    if (result.failed() > 0) {
      add(key + "_failed", what + ", failed", result.failed(), "of " + result.requests(), "0");
    }
  }

  String table() {
    StringBuilder table = new StringBuilder("| what | measured | goal |\n|---|---|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              Locale.ROOT, "| %s | %.1f %s | %s |%n", row.what, row.value, row.unit, row.goal));
    }
    return table.toString();
  }

  /** Keys are stable. */
  String json() {
    StringBuilder json = new StringBuilder("{\n");
    for (Row row : rows) {
      json.append(
          String.format(
              Locale.ROOT,
              "%s  \"%s\": {\"value\": %.2f, \"unit\": \"%s\"}",
              json.length() > 2 ? ",\n" : "",
              row.key,
              row.value,
              row.unit));
    }
    return json.append("\n}").toString();
  }
}

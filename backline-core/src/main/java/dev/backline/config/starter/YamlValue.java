package dev.backline.config.starter;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes values so that YAML reads them as the text they are. */
final class YamlValue {

  private YamlValue() {}

  static String text(String value) {
    boolean plain =
        value.matches("[A-Za-z./_][A-Za-z0-9./_-]*|-[A-Za-z][A-Za-z0-9._=-]*|--[A-Za-z0-9._=-]+");
    boolean taken = value.matches("(?i)true|false|null|\\.inf|\\.nan|\\.[0-9].*");
    return plain && !taken ? value : "'" + value.replace("'", "''") + "'";
  }

  static String list(List<String> values) {
    return values.stream().map(YamlValue::text).collect(Collectors.joining(", ", "[", "]"));
  }

  static String lists(List<List<String>> values) {
    return values.stream().map(YamlValue::list).collect(Collectors.joining(", ", "[", "]"));
  }

  /** One command, or several. */
  static String commands(List<List<String>> values) {
    return values.size() == 1 ? list(values.getFirst()) : lists(values);
  }

  static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + ": " + text(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}

package dev.backline.health.smoke;

import dev.backline.config.HttpPath;
import dev.backline.config.JsonExpectation;
import dev.backline.config.JsonPointer;
import dev.backline.config.SmokeName;
import dev.backline.config.SmokeProbe;
import dev.backline.config.SmokeTest;
import dev.backline.config.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Smoke tests as a backline.yml would declare them. */
final class SmokeDeclarations {

  private SmokeDeclarations() {}

  static SmokeTest test(String name, SmokeProbe probe) {
    return test(name, Duration.ofSeconds(10), probe);
  }

  static SmokeTest test(String name, Duration timeout, SmokeProbe probe) {
    return new SmokeTest(new SmokeName(name), timeout, probe);
  }

  static SmokeProbe.Http get(String path, int status) {
    return http(path, status, Optional.empty(), Optional.empty(), Map.of(), Map.of());
  }

  static SmokeProbe.Http getContaining(String path, String text) {
    return http(path, 200, Optional.of(text), Optional.empty(), Map.of(), Map.of());
  }

  static SmokeProbe.Http getWithin(String path, Duration latency) {
    return http(path, 200, Optional.empty(), Optional.of(latency), Map.of(), Map.of());
  }

  static SmokeProbe.Http getWithHeader(String path, String name, String text) {
    return http(path, 200, Optional.empty(), Optional.empty(), Map.of(name, text), Map.of());
  }

  static SmokeProbe.Http getJson(String path, String pointer, String expected) {
    return http(path, 200, Optional.empty(), Optional.empty(), Map.of(), Map.of(pointer, expected));
  }

  static SmokeProbe.Login login(Optional<String> csrf) {
    SequencedMap<String, Template> fields = new LinkedHashMap<>();
    fields.put("username", new Template("ada"));
    fields.put("password", new Template("${secret.ADMIN_PASSWORD}"));
    HttpPath page = new HttpPath("/login");
    return new SmokeProbe.Login(page, page, fields, csrf, getContaining("/admin", "Welcome, Ada"));
  }

  static SmokeProbe.Sql sql(String query, String expected) {
    return new SmokeProbe.Sql(query, expected);
  }

  private static SmokeProbe.Http http(
      String path,
      int status,
      Optional<String> contains,
      Optional<Duration> latency,
      Map<String, String> headers,
      Map<String, String> json) {
    SequencedMap<JsonPointer, JsonExpectation> expected = new LinkedHashMap<>();
    json.forEach(
        (pointer, text) -> expected.put(new JsonPointer(pointer), JsonExpectation.parse(text)));
    return new SmokeProbe.Http(
        new HttpPath(path), status, contains, latency, new LinkedHashMap<>(headers), expected);
  }
}

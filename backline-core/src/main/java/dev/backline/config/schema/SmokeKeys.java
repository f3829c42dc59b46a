package dev.backline.config.schema;

import dev.backline.config.HttpPath;
import dev.backline.config.JsonExpectation;
import dev.backline.config.JsonPointer;
import dev.backline.config.SmokeName;
import dev.backline.config.SmokeProbe;
import dev.backline.config.SmokeTest;
import dev.backline.config.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** {@code smoke}. */
final class SmokeKeys {

  private static final Key<HttpPath> PATH =
      Key.required("path", Forms.HTTP_PATH, "Requested with GET.");
  private static final Key<Integer> STATUS =
      Key.withDefault(
          "status", Forms.STATUS, 200, "What it has to answer. Redirects aren't followed.");
  private static final Key<Optional<String>> CONTAINS =
      Key.optional("contains", Forms.TEXT, "Text that the body has to hold.");
  private static final Key<Optional<Duration>> MAX_LATENCY =
      Key.optional("maxLatency", Forms.DURATION, "The most from the request to the last byte.");
  private static final Key<SequencedMap<String, String>> HEADERS =
      Key.orEmpty(
          "headers",
          new MapOf<>("header names and texts", Forms.HEADER_NAME, Forms.TEXT),
          "Response headers, and a text that each has to hold.");
  private static final Key<SequencedMap<JsonPointer, JsonExpectation>> JSON =
      Key.orEmpty(
          "json",
          new MapOf<>(
              "JSON pointers and expected values", Forms.JSON_POINTER, Forms.JSON_EXPECTATION),
          "Places in a JSON body (RFC 6901) and the value there; `'*'` is any.");
  private static final Shape<SmokeProbe.Http> HTTP =
      new Shape<>(
          "http",
          List.of(PATH, STATUS, CONTAINS, MAX_LATENCY, HEADERS, JSON),
          v ->
              new SmokeProbe.Http(
                  v.get(PATH),
                  v.get(STATUS),
                  v.get(CONTAINS),
                  v.get(MAX_LATENCY),
                  v.get(HEADERS),
                  v.get(JSON)));

  private static final Key<HttpPath> PAGE =
      Key.required("page", Forms.HTTP_PATH, "The page with the form.");
  private static final Key<Optional<HttpPath>> SUBMIT =
      Key.optional(
          "submit", Forms.HTTP_PATH, "Where the form is sent with POST; `page` when left out.");
  private static final Key<SequencedMap<String, Template>> FIELDS =
      Key.required(
          "fields",
          new MapOf<>("form fields and values", Forms.TEXT, Forms.TEMPLATE),
          "The form's fields; may hold secrets.");
  private static final Key<Optional<String>> CSRF =
      Key.optional(
          "csrf", Forms.TEXT, "The hidden field that is copied from the page into the form.");
  private static final Key<SmokeProbe.Http> THEN =
      Key.required("then", HTTP, "Requested with the session, to see that the login took.");
  private static final Shape<SmokeProbe.Login> LOGIN =
      new Shape<>(
          "login",
          List.of(PAGE, SUBMIT, FIELDS, CSRF, THEN),
          v ->
              new SmokeProbe.Login(
                  v.get(PAGE),
                  v.get(SUBMIT).orElse(v.get(PAGE)),
                  v.get(FIELDS),
                  v.get(CSRF),
                  v.get(THEN)));

  private static final Key<String> QUERY =
      Key.required("query", Forms.TEXT, "Run read-only on the environment's database.");
  private static final Key<String> EXPECT =
      Key.required(
          "expect",
          Forms.TEXT,
          "The first column of the first row, as text; booleans are `true` and `false`.");
  private static final Shape<SmokeProbe.Sql> SQL =
      new Shape<>(
          "sql", List.of(QUERY, EXPECT), v -> new SmokeProbe.Sql(v.get(QUERY), v.get(EXPECT)));

  private static final Key<SmokeName> NAME =
      Key.required("name", Forms.SMOKE_NAME, "Told in progress and reports; each name once.");
  private static final Key<Duration> TIMEOUT =
      Key.withDefault("timeout", Forms.DURATION, "10s", "The test fails when it takes longer.");
  private static final Key<Optional<SmokeProbe.Http>> OF_HTTP =
      Key.optional("http", HTTP, "A request and what it has to answer.");
  private static final Key<Optional<SmokeProbe.Login>> OF_LOGIN =
      Key.optional("login", LOGIN, "A login through a form, cookies kept.");
  private static final Key<Optional<SmokeProbe.Sql>> OF_SQL =
      Key.optional("sql", SQL, "A query on the environment's database.");

  static final ListOf<SmokeTest> SMOKE =
      new ListOf<>(
          "list of smoke tests",
          new Shape<>(
              "smoke test", List.of(NAME, TIMEOUT, OF_HTTP, OF_LOGIN, OF_SQL), SmokeKeys::test),
          0);

  private SmokeKeys() {}

  private static SmokeTest test(Values v) {
    List<SmokeProbe> probes =
        Stream.of(v.get(OF_HTTP), v.get(OF_LOGIN), v.get(OF_SQL))
            .flatMap(Optional::stream)
            .map(SmokeProbe.class::cast)
            .toList();
    if (probes.size() != 1) {
      throw new IllegalArgumentException(
          "a smoke test has exactly one of http, login and sql, not " + probes.size());
    }
    return new SmokeTest(v.get(NAME), v.get(TIMEOUT), probes.getFirst());
  }
}

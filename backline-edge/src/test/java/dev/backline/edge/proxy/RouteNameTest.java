package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request is counted under. */
class RouteNameTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /, GET /",
    "GET, /bands, GET /bands",
    "GET, /bands/, GET /bands/",
    "POST, /api/v2/bands/17/members, POST /api/*/bands/*/members",
    "GET, /bands/0f8fad5b-d9cb-469f-a165-70867728950e, GET /bands/*",
    "GET, /a-slug-that-is-far-too-long-for-a-route, GET /*",
    "GET, /bands/mot%C3%B6rhead, GET /bands/*",
    "GET, /map/main.js, GET /map/main.js",
    "GET, /a/b/c/d/e/f, GET /a/b/c/d/e/f",
    "GET, /a/b/c/d/e/f/g/h, GET /a/b/c/d/e/f/**",
    "GET, *, * *",
    "get, /, * *",
  })
  void isTheMethodAndThePathWithoutWhatNamesOneThing(String method, String path, String route) {
    assertThat(RouteName.of(method, path)).isEqualTo(route);
  }
}

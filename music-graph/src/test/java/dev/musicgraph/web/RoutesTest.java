package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the app, tried in every role. A new address needs its line here. */
@OnlyLooks
class RoutesTest {
  /** Who may use an address. */
  private enum Right {
    EVERYBODY,
    /** Who has logged in and may edit; others are sent to the login, or told so. */
    ADMIN,
    /** A program with a token, and nobody by a cookie; with one: see {@code ApiAccessTest}. */
    TOKEN,
    /** The app itself, for its pages about errors. */
    APP
  }

  private static final Map<String, Right> ALL =
      Map.ofEntries(
          Map.entry("ANY /error", Right.APP),
          Map.entry("GET /", Right.EVERYBODY),
          Map.entry("GET /list", Right.EVERYBODY),
          Map.entry("GET /login", Right.EVERYBODY),
          Map.entry("GET /register", Right.EVERYBODY),
          Map.entry("POST /register", Right.EVERYBODY),
          Map.entry("GET /setup", Right.EVERYBODY),
          Map.entry("POST /setup", Right.EVERYBODY),
          Map.entry("GET /admin", Right.ADMIN),
          Map.entry("GET /admin/bands", Right.ADMIN),
          Map.entry("GET /admin/bands/new", Right.ADMIN),
          Map.entry("POST /admin/bands/new", Right.ADMIN),
          Map.entry("GET /admin/bands/{id}/edit", Right.ADMIN),
          Map.entry("POST /admin/bands/{id}/edit", Right.ADMIN),
          Map.entry("GET /admin/bands/{id}/delete", Right.ADMIN),
          Map.entry("POST /admin/bands/{id}/delete", Right.ADMIN),
          Map.entry("GET /admin/genres", Right.ADMIN),
          Map.entry("GET /admin/genres/new", Right.ADMIN),
          Map.entry("POST /admin/genres/new", Right.ADMIN),
          Map.entry("GET /admin/genres/{id}/edit", Right.ADMIN),
          Map.entry("POST /admin/genres/{id}/edit", Right.ADMIN),
          Map.entry("GET /admin/genres/{id}/delete", Right.ADMIN),
          Map.entry("POST /admin/genres/{id}/delete", Right.ADMIN),
          Map.entry("GET /admin/tokens", Right.ADMIN),
          Map.entry("POST /admin/tokens", Right.ADMIN),
          Map.entry("POST /admin/tokens/{id}/revoke", Right.ADMIN),
          Map.entry("GET /admin/users", Right.ADMIN),
          Map.entry("POST /admin/users/{id}/admin", Right.ADMIN),
          Map.entry("GET /api", Right.EVERYBODY),
          Map.entry("GET /api/openapi.json", Right.EVERYBODY),
          Map.entry("GET /api/version", Right.EVERYBODY),
          Map.entry("GET /api/graph", Right.EVERYBODY),
          Map.entry("GET /api/search", Right.EVERYBODY),
          Map.entry("GET /api/ego", Right.EVERYBODY),
          Map.entry("GET /api/path", Right.EVERYBODY),
          Map.entry("GET /api/viewport", Right.EVERYBODY),
          Map.entry("GET /api/similar", Right.EVERYBODY),
          Map.entry("GET /api/nodes/{id}", Right.EVERYBODY),
          Map.entry("GET /api/export/graph.json", Right.EVERYBODY),
          Map.entry("GET /api/export/graph.graphml", Right.EVERYBODY),
          Map.entry("GET /api/export/graph.gexf", Right.EVERYBODY),
          Map.entry("GET /api/genres", Right.EVERYBODY),
          Map.entry("GET /api/genres/{id}", Right.EVERYBODY),
          Map.entry("POST /api/genres", Right.TOKEN),
          Map.entry("PUT /api/genres/{id}", Right.TOKEN),
          Map.entry("DELETE /api/genres/{id}", Right.TOKEN),
          Map.entry("GET /api/bands", Right.EVERYBODY),
          Map.entry("GET /api/bands/{id}", Right.EVERYBODY),
          Map.entry("POST /api/bands", Right.TOKEN),
          Map.entry("PUT /api/bands/{id}", Right.TOKEN),
          Map.entry("DELETE /api/bands/{id}", Right.TOKEN));

  /** In this one people may register. */
  private static final TestApp APP = TestApp.another();

  private static final Map<String, Browser> ROLES =
      Map.of(
          "anybody", APP.browser(),
          "visitor", APP.browserOf("visitor"),
          "ada", APP.browserOf("ada"));
  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  @Test
  void areAllListedHere() {
    assertThat(mapped()).isSubsetOf(ALL.keySet());
  }

  @ParameterizedTest
  @MethodSource("mapped")
  void letInWhoMayAndNobodyElse(String route) {
    String method = route.substring(0, route.indexOf(' '));
    String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "nothing");
    switch (ALL.get(route)) {
      case EVERYBODY -> {
        for (String role : ROLES.keySet()) {
          mustLetIn(role, method, path);
        }
      }
      case ADMIN -> {
        Browser.Answer anybody = send("anybody", method, path, true);
        assertThat(anybody.status()).isEqualTo(302);
        assertThat(anybody.location()).startsWith("/login");
        Browser.Answer visitor = send("visitor", method, path, true);
        assertThat(visitor.status()).isEqualTo(403);
        assertThat(visitor.html().text()).contains("Only administrators may do this.");
        mustLetIn("ada", method, path);
      }
      case TOKEN -> {
        for (String role : ROLES.keySet()) {
          assertThat(send(role, method, path, true).status()).as(role).isEqualTo(401);
        }
      }
      case APP -> {
        for (String role : ROLES.keySet()) {
          assertThat(send(role, "GET", path, true).body()).doesNotContain("Exception", "java.");
        }
      }
    }
  }

  private static void mustLetIn(String role, String method, String path) {
    Browser.Answer answer = send(role, method, path, true);
    assertThat(answer.status()).as(role + " " + answer).isNotIn(401, 403, 405, 500);
    assertThat(answer.location()).doesNotStartWith("/login");
    if (!method.equals("GET")) {
      Browser.Answer forged = send(role, method, path, false);
      assertThat(forged.status()).as(role + " without the form's token").isEqualTo(403);
      assertThat(forged.html().text()).contains("or was not one of ours");
    }
  }

  private static Browser.Answer send(String role, String method, String path, boolean token) {
    Browser browser = ROLES.get(role);
    if (method.equals("GET")) {
      return browser.get(path);
    }
    String[] fields = token ? new String[] {"_csrf", token(role)} : new String[0];
    return browser.send(method, path, fields);
  }

  private static String token(String role) {
    return TOKENS.computeIfAbsent(
        role, name -> ROLES.get(name).get("/login").html().select("main input[name=_csrf]").val());
  }

  private static Set<String> mapped() {
    Set<RequestMappingInfo> infos =
        APP.part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet();
    return infos.stream()
        .flatMap(info ->
            info.getPatternValues().stream()
                .flatMap(path -> methods(info).stream().map(method -> method + " " + path)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> methods(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() ? List.of("ANY") : methods.stream().map(RequestMethod::name).toList();
  }
}

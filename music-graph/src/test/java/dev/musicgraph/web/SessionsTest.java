package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.OnlyLooks;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session begins with a form, and lasts with a login. */
@ResourceLock(OnlyLooks.UNDISTURBED)
class SessionsTest {
  private static final int TABS = 6;

  private final TestApp app = TestApp.shared();
  private final Browser browser = app.browser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?node=genre:ska",
        "/app.css",
        "/map/main.js",
        "/healthz",
        "/api/graph",
        "/api/genres",
        "/api/search?q=ska",
        "/api/version",
        "/api/nothing",
        "/nothing",
        "/admin/genres",
      })
  void lookingMakesNone(String path) throws SQLException {
    int before = count("");

    Browser.Answer answer = browser.get(path);

    assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    assertThat(count("")).isEqualTo(before);
  }

  @Test
  void aMadeUpCookieMakesNone() throws SQLException {
    int before = count("");

    assertThat(browser.with("Cookie", "music-graph=bWFkZS11cA").get("/").status()).isEqualTo(200);

    assertThat(count("")).isEqualTo(before);
  }

  @Test
  void programsGetNoneEvenIfTheyWrite() throws SQLException {
    int before = count("");

    assertThat(browser.post("/api/nothing").status()).isEqualTo(401);

    assertThat(count("")).isEqualTo(before);
  }

  @Test
  void aFormMakesAShortOneAndALoginALongOne() throws SQLException {
    int forms = count(" where max_inactive_interval = 3600");
    int logins = count(" where max_inactive_interval = 43200");
    browser.get("/login");
    assertThat(count(" where max_inactive_interval = 3600")).isEqualTo(forms + 1);

    browser.loggedInAs("ada");

    assertThat(count(" where max_inactive_interval = 3600")).isEqualTo(forms);
    assertThat(count(" where max_inactive_interval = 43200")).isEqualTo(logins + 1);
  }

  /** A session's time is written each time that it is read. */
  @Test
  void oneIsNotReadForWhatIsTheSameForEverybody() throws SQLException {
    browser.loggedInAs("ada");
    long minuteAgo = System.currentTimeMillis() - 60_000;
    TestDatabases.execute(
        app.databaseUrl(), "update spring_session set last_access_time = " + minuteAgo);
    int before = count(" where last_access_time = " + minuteAgo);

    for (String path : new String[] {"/app.css", "/icon.svg", "/api/version", "/api/graph"}) {
      assertThat(browser.get(path).status()).isEqualTo(200);
      assertThat(count(" where last_access_time = " + minuteAgo)).as(path).isEqualTo(before);
    }
    browser.get("/");
    assertThat(count(" where last_access_time = " + minuteAgo)).isEqualTo(before - 1);
  }

  /** As a browser does that opens several tabs again. */
  @Test
  void pagesOfOneMayOpenAtTheSameMoment() throws Exception {
    for (int round = 0; round < 5; round++) {
      Browser ada = app.browser().loggedInAs("ada");
      CyclicBarrier together = new CyclicBarrier(TABS);
      try (ExecutorService tabs = Executors.newFixedThreadPool(TABS)) {
        List<Future<Browser.Answer>> opened = new ArrayList<>();
        for (int tab = 0; tab < TABS; tab++) {
          opened.add(
              tabs.submit(() -> {
                together.await(10, TimeUnit.SECONDS);
                return ada.get("/admin/bands/new");
              }));
        }
        for (Future<Browser.Answer> tab : opened) {
          assertThat(tab.get().status()).as(tab.get().toString()).isEqualTo(200);
        }
      }
    }
  }

  private int count(String which) throws SQLException {
    try (Connection connection = TestDatabases.connect(app.databaseUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from spring_session" + which)) {
      row.next();
      return row.getInt(1);
    }
  }
}

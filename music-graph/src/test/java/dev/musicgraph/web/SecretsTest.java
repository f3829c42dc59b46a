package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dev.musicgraph.testing.Browser;
import dev.musicgraph.testing.TestApp;
import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What nobody may read: passwords in logs, the program's inside in answers. */
class SecretsTest {
  private static final String SECRET = "s3cret of nobody else";

  private final TestApp app = TestApp.another();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Appender<ILoggingEvent> usual = root.getAppender("stderr");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    root.detachAppender(usual);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void restore() {
    root.setLevel(Level.WARN);
    root.detachAppender(log);
    root.addAppender(usual);
    TestDatabases.execute(
        app.databaseUrl(), "delete from app_user where username in ('keeper', 'no body')");
  }

  @Test
  void passwordsAreInNoLogWhateverItsLevel() {
    root.setLevel(Level.TRACE);
    Browser browser = app.browser();
    String[] account = {
      "username", "keeper", "email", "k@example.org", "password", SECRET, "confirmation", SECRET,
    };

    assertThat(browser.submit("/register", account).status()).isEqualTo(302);
    assertThat(browser.submit("/register", account).status()).isEqualTo(422);
    assertThat(browser.logIn("keeper", SECRET).location()).isEqualTo("/");
    assertThat(browser.logIn("ada", SECRET).location()).isEqualTo("/login?error");
    assertThat(browser.post("/login", "username", "ada", "password", SECRET).status())
        .isEqualTo(403);

    assertThat(lines()).anyMatch(line -> line.contains("/register"));
    assertThat(lines()).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void exceptionsAreLoggedAndNotShown() {
    TestDatabases.execute(
        app.databaseUrl(),
        "insert into app_user (username, email, password_hash) values ('no body', 'x', 'y')");
    Browser ada = app.browserOf("ada");

    Browser.Answer page = ada.get("/admin/users");
    assertThat(page.status()).isEqualTo(500);
    assertThat(page.html().select("h1").text()).isEqualTo("Something went wrong");
    Browser.Answer json = ada.with("Accept", "application/json").get("/admin/users");
    ada.with("Accept", "text/html");

    assertThat(json.status()).isEqualTo(500);
    for (Browser.Answer answer : List.of(page, json)) {
      assertThat(answer.body())
          .doesNotContain("Exception", "no body", "dev.musicgraph", "user name");
      assertThat(answer.header("Content-Security-Policy")).isEqualTo(WebSecurity.CONTENT_POLICY);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(lines()).anyMatch(line -> line.contains("not 'no body'"));
  }

  private List<String> lines() {
    return List.copyOf(log.list).stream()
        .map(event ->
            event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                    ? ""
                    : ThrowableProxyUtil.asString(event.getThrowableProxy())))
        .toList();
  }
}

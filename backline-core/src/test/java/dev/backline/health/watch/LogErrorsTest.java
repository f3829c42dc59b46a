package dev.backline.health.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a release's log tells of it. */
class LogErrorsTest {

  private static final WatchLimits LIMITS = new WatchLimits(0.01, 2, 3, 3);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T20:40:03.100Z ERROR 17 --- [nio-8080-exec-1] o.a.c.c.C : Servlet.service()"
            + " threw",
        "ERROR: relation \"bands\" does not exist",
        "[2026-11-27 20:40:03 +0000] [17] [ERROR] Error handling request /bands",
        "2026/11/27 20:40:03 [error] 17#17: *1 connect() failed (111: Connection refused)",
        "{\"time\":\"2026-11-27T20:40:03Z\",\"level\":\"error\",\"msg\":\"boom\"}",
        "{\"severity\": \"CRITICAL\", \"message\": \"boom\"}",
        "time=2026-11-27T20:40:03Z level=error msg=\"boom\"",
        "Exception in thread \"main\" java.lang.IllegalStateException: boom",
        "Traceback (most recent call last):",
        "panic: runtime error: index out of range",
        "Uncaught TypeError: undefined is not a function",
        "SEVERE: boom",
        "FATAL -- : boom",
        "prod-1: panic: runtime error: index out of range",
        "prod-1: 2026-11-27T20:40:03.100Z ERROR 17 --- [main] c.e.App : boom",
      })
  void linesThatTellOfAnErrorAreCounted(String line) {
    assertThat(LogErrors.in(List.of(line), List.of()).errors()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T20:40:03.100Z  INFO 17 --- [main] c.e.App : Started in 2.1 s",
        "    at dev.example.Bands.list(Bands.java:17)",
        "GET /errors 200 3 ms",
        "{\"level\":\"info\",\"msg\":\"no error at all\"}",
        "INFO: retrying after an error",
        "TERROR",
        "",
      })
  void othersAreNot(String line) {
    assertThat(LogErrors.in(List.of(line), List.of()).errors()).isZero();
  }

  @Test
  void aReleaseThatLogsFarMoreErrorsThanTheOneBeforeIsWorse() {
    assertThat(LogErrors.in(log(190, 10), log(995, 5)).judge(LIMITS))
        .isInstanceOf(Finding.Fine.class);
    assertThat(LogErrors.in(log(140, 10), log(995, 5)).judge(LIMITS))
        .isEqualTo(
            new Finding.Worse(
                "10 of its last 150 log lines tell of an error (the release before: 5 of 1000;"
                    + " allowed 3.0 times 2.0 %)"));
  }

  @Test
  void aHandfulOfErrorsTellsNothing() {
    assertThat(LogErrors.in(log(0, 9), log(1000, 0)).judge(LIMITS))
        .isInstanceOf(Finding.Fine.class);
  }

  @Test
  void aReleaseThatLogsNothingButErrorsAsTheOneBeforeDidIsFine() {
    assertThat(LogErrors.in(log(0, 500), log(0, 40)).judge(LIMITS))
        .isInstanceOf(Finding.Fine.class);
  }

  private static List<String> log(int lines, int errors) {
    List<String> log = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      log.add("INFO: band " + i);
    }
    for (int i = 0; i < errors; i++) {
      log.add("ERROR: no band " + i);
    }
    return log;
  }
}

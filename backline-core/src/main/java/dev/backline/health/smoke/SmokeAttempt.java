package dev.backline.health.smoke;

import dev.backline.config.SmokeProbe;
import dev.backline.config.SmokeTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** One smoke test, run to its end on a thread that is interrupted when its time is up. */
final class SmokeAttempt implements Callable<List<Finding>> {

  private final SmokeProbe probe;
  private final SmokeTarget target;
  private final Duration limit;
  private final Excerpt excerpt;
  private volatile String asked;

  SmokeAttempt(SmokeTest test, SmokeTarget target, Duration limit) {
    this.probe = test.probe();
    this.target = target;
    this.limit = limit;
    this.excerpt = new Excerpt(target.masker());
    this.asked = first(probe);
  }

  @Override
  public List<Finding> call() throws InterruptedException {
    try {
      return switch (probe) {
        case SmokeProbe.Http http -> ask(http);
        case SmokeProbe.Login login -> logIn(login);
        case SmokeProbe.Sql sql -> SqlProbe.run(sql, target, limit);
      };
    } catch (IOException e) {
      return List.of(excerpt.finding(asked, "an answer", Exchange.told(e)));
    }
  }

  /** What to report when it did not end in time. */
  Finding tooLate() {
    return excerpt.finding(
        asked, "an answer within " + limit.toMillis() + " ms", "no complete answer until then");
  }

  /** What to report when it broke down for a reason that is not the app's. */
  Finding broken(Throwable cause) {
    return excerpt.finding(asked, "to be able to ask", "the failure: " + cause.getMessage());
  }

  private List<Finding> ask(SmokeProbe.Http http) throws IOException, InterruptedException {
    try (Exchange exchange = new Exchange()) {
      HttpAnswer answer = exchange.get(target.at(http.path().value()));
      return HttpExpectations.unmet(http, asked, answer, excerpt);
    }
  }

  private List<Finding> logIn(SmokeProbe.Login login) throws IOException, InterruptedException {
    try (Exchange exchange = new Exchange()) {
      return new LoginProbe(login, target, exchange, step -> asked = step).run();
    }
  }

  private static String first(SmokeProbe probe) {
    return switch (probe) {
      case SmokeProbe.Http http -> "GET " + http.path();
      case SmokeProbe.Login login -> "GET " + login.page();
      case SmokeProbe.Sql sql -> sql.query();
    };
  }
}

package dev.backline.health.smoke;

import dev.backline.config.Placeholder;
import dev.backline.config.Placeholders;
import dev.backline.config.SmokeProbe;
import dev.backline.config.Template;
import dev.backline.secret.Masker;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Logs in as a browser does: fetches the page, sends its form with the hidden fields, follows the
 * redirect, and asks for another page with the session. Goes to no other host: a redirect elsewhere
 * is not followed.
 */
final class LoginProbe {

  private static final int MOST_REDIRECTS = 5;

  private final SmokeProbe.Login login;
  private final SmokeTarget target;
  private final Exchange exchange;
  private final Consumer<String> asking;
  private final Masker fieldValues = Masker.none();
  private final Excerpt excerpt;

  LoginProbe(
      SmokeProbe.Login login, SmokeTarget target, Exchange exchange, Consumer<String> asking) {
    this.login = login;
    this.target = target;
    this.exchange = exchange;
    this.asking = asking;
    this.excerpt = new Excerpt(target.masker(), fieldValues);
  }

  List<Finding> run() throws IOException, InterruptedException {
    String page = "GET " + login.page();
    HttpAnswer shown = follow(get(page, target.at(login.page().value())), login.page().value());
    if (shown.status() != 200) {
      return List.of(excerpt.finding(page, "the login page with status 200", shown.told()));
    }
    Optional<HtmlForm> form = HtmlForm.find(shown.body(), login.csrf(), login.fields().keySet());
    if (login.csrf().isPresent() && form.isEmpty()) {
      String expected = "a form with the hidden field '" + login.csrf().get() + "'";
      return List.of(excerpt.finding(page, expected, "a page without it: " + shown.body()));
    }
    String submit = "POST " + login.submit();
    HttpAnswer sent = post(submit, fields(form));
    if (sent.status() >= 400) {
      return List.of(excerpt.finding(hinted(submit), "the login accepted", sent.told()));
    }
    follow(sent, login.submit().value());
    return then();
  }

  private List<Finding> then() throws IOException, InterruptedException {
    String asked = "GET " + login.then().path() + " after the login";
    HttpAnswer answer = get(asked, target.at(login.then().path().value()));
    return HttpExpectations.unmet(login.then(), hinted(asked), answer, excerpt);
  }

  /** Clients hold cookies marked Secure back over plain HTTP, which looks like a failed login. */
  private String hinted(String asked) {
    return exchange.holdsSecureCookies() && "http".equals(target.base().getScheme())
        ? asked + " (the app marks its cookies Secure, so they aren't sent over plain HTTP)"
        : asked;
  }

  private SequencedMap<String, String> fields(Optional<HtmlForm> form) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    form.ifPresent(found -> fields.putAll(found.hidden()));
    login.fields().forEach((name, template) -> fields.put(name, value(template)));
    return fields;
  }

  private String value(Template template) {
    String value = Placeholders.resolve(template, target.values());
    if (template.placeholders().stream().anyMatch(Placeholder::confidential)) {
      fieldValues.add(Secret.of(value));
    }
    return value;
  }

  private HttpAnswer get(String asked, URI address) throws IOException, InterruptedException {
    asking.accept(asked);
    return exchange.get(address);
  }

  private HttpAnswer post(String asked, SequencedMap<String, String> fields)
      throws IOException, InterruptedException {
    asking.accept(asked);
    String body =
        fields.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    // Frameworks check where a form was sent from (OWASP: verifying origin with standard headers).
    HttpRequest request =
        Exchange.request(target.at(login.submit().value()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", target.base().getScheme() + "://" + target.base().getRawAuthority())
            .header("Referer", target.at(login.page().value()).toString())
            .POST(BodyPublishers.ofString(body))
            .build();
    return exchange.send(request);
  }

  /**
   * Follows redirects within the release under test; elsewhere the redirect itself is the answer.
   */
  private HttpAnswer follow(HttpAnswer first, String path)
      throws IOException, InterruptedException {
    HttpAnswer answer = first;
    URI from = target.at(path);
    for (int i = 0; i < MOST_REDIRECTS && answer.location().isPresent(); i++) {
      URI to = from.resolve(answer.location().get());
      if (!target.isSameOrigin(to)) {
        return answer;
      }
      answer = get("GET " + to.getRawPath() + " (redirect)", to);
      from = to;
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

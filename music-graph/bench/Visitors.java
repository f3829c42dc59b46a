import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** People who log in and look around. */
final class Visitors {
  static final String PASSWORD = "correct horse battery";
  private static final Pattern TOKEN =
      Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");

  private Visitors() {}

  /** Each with a session of their own. */
  static void come(URI address, int count, String[] paths) throws IOException, InterruptedException {
    for (int i = 1; i <= count; i++) {
      try (HttpClient client =
          HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
        logIn(client, address, "user" + i);
        for (String path : paths) {
          expect(200, client.send(Load.get(address, path), HttpResponse.BodyHandlers.ofString()));
        }
      }
    }
  }

  private static void logIn(HttpClient client, URI address, String user)
      throws IOException, InterruptedException {
    String page =
        client.send(Load.get(address, "/login"), HttpResponse.BodyHandlers.ofString()).body();
    Matcher token = TOKEN.matcher(page);
    if (!token.find()) {
      throw new IOException("no token in the login page");
    }
    String form =
        "username=" + user + "&password=" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)
            + "&_csrf=" + URLEncoder.encode(token.group(1) != null ? token.group(1) : token.group(2), StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(address.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    expect(302, answer);
    if (answer.headers().firstValue("Location").orElse("").contains("error")) {
      throw new IOException("login refused: " + user);
    }
  }

  private static void expect(int status, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer + ": " + answer.body());
    }
  }
}

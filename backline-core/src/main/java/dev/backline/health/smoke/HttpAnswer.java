package dev.backline.health.smoke;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered.
 *
 * @param latency from the request, its connection included, to the last byte of the answer
 */
record HttpAnswer(int status, HttpHeaders headers, String body, Duration latency) {

  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  static HttpAnswer of(HttpResponse<byte[]> response, Duration latency) {
    String body = new String(response.body(), charset(response.headers()));
    return new HttpAnswer(response.statusCode(), response.headers(), body, latency);
  }

  Optional<String> location() {
    return headers.firstValue("location").filter(address -> status >= 300 && status <= 399);
  }

  /** Status, the address of a redirect, and the body, for a person. */
  String told() {
    String to = location().map(address -> " to " + address).orElse("");
    return "status " + status + to + (body.isBlank() ? "" : ": " + body);
  }

  private static Charset charset(HttpHeaders headers) {
    Matcher matcher = CHARSET.matcher(headers.firstValue("content-type").orElse(""));
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalArgumentException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}

package dev.backline.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The ways in which a secret may be written somewhere. */
final class SecretForms {

  private SecretForms() {}

  /** The value, each of its lines, and all of these as in a URL, a form, JSON and HTML. */
  static Stream<String> of(Secret secret) {
    String value = secret.reveal();
    return Stream.concat(Stream.of(value), value.lines())
        .flatMap(text ->
            Stream.of(
                text, text.strip(), formEncoded(text), urlEncoded(text), json(text), html(text)))
        .distinct();
  }

  private static String formEncoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String urlEncoded(String text) {
    return formEncoded(text).replace("+", "%20");
  }

  private static String json(String text) {
    return text.replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}

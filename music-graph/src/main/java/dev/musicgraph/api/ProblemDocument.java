package dev.musicgraph.api;

import dev.musicgraph.catalogue.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * What the API says when it can't do what was asked (RFC 9457).
 *
 * @param type {@code about:blank}: the status says what kind of problem it is
 * @param detail a sentence of ours, never an exception's
 * @param problems everything that is wrong with what was sent, by field or parameter
 */
public record ProblemDocument(
    String type, String title, int status, String detail, List<Problem> problems) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Nobody reads more, and a short request shall not get a huge answer. */
  private static final int MOST = 100;

  private static final Pattern LONE_SURROGATE = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

  /** Problems may repeat what was sent; what UTF-8 can't say of it is replaced. */
  public ProblemDocument {
    problems =
        problems.stream()
            .limit(MOST)
            .map(problem -> new Problem(legal(problem.field()), legal(problem.message())))
            .toList();
  }

  static ProblemDocument of(HttpStatus status, String detail, List<Problem> problems) {
    return new ProblemDocument(
        "about:blank", status.getReasonPhrase(), status.value(), detail, problems);
  }

  /** For a status that something below us chose: the server, the firewall, Spring MVC. */
  static ProblemDocument of(HttpStatus status) {
    return of(status, detail(status), List.of());
  }

  ResponseEntity<ProblemDocument> response() {
    return ResponseEntity.status(status).header("Content-Type", MEDIA_TYPE).body(this);
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request can't be understood.";
      case UNAUTHORIZED -> "This needs a token of an administrator: Authorization: Bearer TOKEN.";
      case FORBIDDEN -> "This may not be done.";
      case NOT_FOUND -> "There is nothing at this address. GET /api/openapi.json lists what is.";
      case METHOD_NOT_ALLOWED ->
          "This address doesn't take this method; the header Allow says which.";
      case NOT_ACCEPTABLE ->
          "The answer isn't to be had in the form that the header Accept asks for.";
      case UNSUPPORTED_MEDIA_TYPE -> "The body must be JSON, with Content-Type: application/json.";
      case SERVICE_UNAVAILABLE -> "The database can't be reached. Try again in a few seconds.";
      default ->
          status.is5xxServerError()
              ? "Something went wrong here. It has been logged."
              : "The request can't be done.";
    };
  }

  private static String legal(String text) {
    return LONE_SURROGATE.matcher(text).replaceAll("\uFFFD");
  }
}

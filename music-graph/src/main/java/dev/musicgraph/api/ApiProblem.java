package dev.musicgraph.api;

import dev.musicgraph.catalogue.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Ends a request below {@code /api/} with a problem document (RFC 9457). */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;
  private final transient List<Problem> problems;

  /**
   * @param detail a sentence for the person whose program asked
   * @param problems everything that is wrong, by field or parameter; may be empty
   */
  public ApiProblem(HttpStatus status, String detail, List<Problem> problems) {
    super(detail);
    this.status = status;
    this.problems = List.copyOf(problems);
  }

  /** 404. */
  public static ApiProblem notFound(String detail) {
    return new ApiProblem(HttpStatus.NOT_FOUND, detail, List.of());
  }

  /** 400, for parameters that can't be used. */
  public static ApiProblem wrongParameters(List<Problem> problems) {
    return new ApiProblem(HttpStatus.BAD_REQUEST, "A parameter can't be used.", problems);
  }

  ProblemDocument document() {
    return ProblemDocument.of(status, getMessage(), problems);
  }
}

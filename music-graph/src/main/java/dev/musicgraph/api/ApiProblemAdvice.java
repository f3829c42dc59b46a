package dev.musicgraph.api;

import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.web.NotFound;
import java.util.List;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;

/** What goes wrong in the API's controllers, as problem documents. */
@RestControllerAdvice(annotations = RestController.class)
final class ApiProblemAdvice {
  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(ApiProblem problem) {
    return problem.document().response();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(NotFound problem) {
    return ProblemDocument.of(HttpStatus.NOT_FOUND).response();
  }

  /** The reason is a sentence of the controller that threw it. */
  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(ResponseStatusException problem) {
    HttpStatus status = HttpStatus.valueOf(problem.getStatusCode().value());
    return Optional.ofNullable(problem.getReason())
        .map(reason -> ProblemDocument.of(status, reason, List.of()))
        .orElseGet(() -> ProblemDocument.of(status))
        .response();
  }

  /** What is no UTF-8, or no percent-encoding. */
  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(InvalidParameterException problem) {
    return ProblemDocument.of(HttpStatus.BAD_REQUEST).response();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(MissingServletRequestParameterException problem) {
    return answer(
        ApiProblem.wrongParameters(
            List.of(new Problem(problem.getParameterName(), "This parameter is required."))));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDocument> answer(MethodArgumentTypeMismatchException problem) {
    return answer(
        ApiProblem.wrongParameters(
            List.of(new Problem(problem.getName(), "This value can't be used here."))));
  }
}

package dev.musicgraph.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Catches what {@link DatabaseDownFilter} would never see: when the database ends a connection,
 * Spring MVC takes the end of that stream for a browser that went away, and answers an empty 200.
 */
@ControllerAdvice
final class DatabaseDownAdvice {
  private final DatabaseDown down;

  DatabaseDownAdvice(DatabaseDown down) {
    this.down = down;
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  void answer(RuntimeException failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!DatabaseDown.causes(failure)) {
      throw failure;
    }
    down.answer(request, response);
  }
}

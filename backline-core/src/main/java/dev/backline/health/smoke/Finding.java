package dev.backline.health.smoke;

/**
 * Something that was not as it should be. Short, and without secrets.
 *
 * @param asked such as {@code GET /bands}
 * @param expected such as {@code status 200}
 * @param came such as {@code status 500: <!doctype html>…}
 */
public record Finding(String asked, String expected, String came) {

  @Override
  public String toString() {
    return asked + ": expected " + expected + ", got " + came;
  }
}

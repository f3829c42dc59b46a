package dev.backline.config;

/** What a smoke test expects at a place in a JSON answer. */
public sealed interface JsonExpectation {

  /** Written {@code '*'}: there is something there, whatever it is; JSON's null is something. */
  record Present() implements JsonExpectation {}

  /** A string of this text, or a number or boolean written like this. */
  record EqualTo(String text) implements JsonExpectation {}

  static JsonExpectation parse(String text) {
    return text.equals("*") ? new Present() : new EqualTo(text);
  }

  /** As written in the file. */
  default String written() {
    return switch (this) {
      case Present() -> "*";
      case EqualTo(String text) -> text;
    };
  }
}

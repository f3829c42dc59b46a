package dev.backline.database.lint.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

  private static final long SEED = 20_261_127;

  /** Each of them one token, in which DROP must not be seen. */
  private static final List<String> OPAQUE =
      List.of(
          "'DROP'",
          "'it''s; DROP'",
          "'back\\'",
          "E'it\\'s DROP'",
          "e'\\\\'",
          "U&'d\\0061 DROP'",
          "B'01'",
          "$$DROP ' ; $$",
          "$body$ $$ DROP $other$ -- $body$",
          "\"DROP\"",
          "\"a\"\"; DROP\"",
          "U&\"DROP\"",
          "-- DROP ' \" $$ /*\n",
          "/* DROP /* nested ' */ DROP; */",
          "'one'\n  'DROP'",
          "E'one' -- DROP\n '\\' DROP'");

  private static final List<String> PLAIN =
      List.of(
          "CREATE", "größe", "a$b", "_x", "1.5e-3", "0x1F", "$1", "::", "(", ")", ",", ";", "<>");

  @Test
  void losesNothingAndSeesNoWordWithinStringsNamesAndComments() {
    Random random = new Random(SEED);
    for (int round = 0; round < 3_000; round++) {
      List<String> pieces = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        List<String> from = random.nextBoolean() ? OPAQUE : PLAIN;
        pieces.add(from.get(random.nextInt(from.size())));
      }
      // Two strings apart by a line break would be one.
      String sql = String.join(random.nextBoolean() ? " + " : " , ", pieces);
      List<Token> tokens = Lexer.tokens(sql);

      assertThat(text(tokens)).isEqualTo(sql);
      assertThat(tokens).as(sql).noneMatch(token -> token.isWord("DROP"));
      assertThat(tokens.stream().map(Token::text))
          .as(sql)
          .containsAll(pieces.stream().filter(OPAQUE::contains).map(LexerTest::asToken).toList());
    }
  }

  @Test
  void losesNothingOfWhatIsNoSql() {
    Random random = new Random(SEED);
    String characters = "'\"$-/*;\\EU&ab1. \n\r(ü)";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder sql = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        sql.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThat(text(Lexer.tokens(sql.toString()))).isEqualTo(sql.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'never closed DROP",
        "E'escaped \\' DROP",
        "\"never closed DROP",
        "$x$ DROP $y$ DROP",
        "/* one /* two */ DROP",
        "-- DROP"
      })
  void whatIsNeverClosedReachesToTheEnd(String sql) {
    assertThat(Lexer.tokens(sql)).singleElement().extracting(Token::text).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a\\' DROP",
        "/* a /* b */ c */ DROP",
        "$1 DROP",
        "a$b$ DROP $b$",
        "'a' 'b' DROP",
        "-- a\rDROP",
        "@-DROP",
        "1.5DROP"
      })
  void aWordOutsideIsSeen(String sql) {
    assertThat(Lexer.tokens(sql)).as(sql).anyMatch(token -> token.isWord("DROP"));
  }

  @Test
  void takesLongTextsWithoutEnd() {
    String text = "it''s ".repeat(200_000);

    assertThat(Lexer.tokens("'" + text + "'")).hasSize(1);
    assertThat(Lexer.tokens("/*".repeat(100_000))).hasSize(1);
  }

  @Test
  void namesAreFoldedUnlessTheyAreQuoted() {
    assertThat(Lexer.tokens("Band").getFirst().name()).isEqualTo("band");
    assertThat(Lexer.tokens("\"Ba\"\"nd\"").getFirst().name()).isEqualTo("Ba\"nd");
  }

  private static String text(List<Token> tokens) {
    return tokens.stream().map(Token::text).collect(Collectors.joining());
  }

  /** A line comment's token ends before the line break. */
  private static String asToken(String piece) {
    return piece.startsWith("--") ? piece.strip() : piece;
  }
}

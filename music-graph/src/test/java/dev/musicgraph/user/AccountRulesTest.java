package dev.musicgraph.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.catalogue.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRulesTest {
  private static final String PASSWORD = "correct horse";

  @Test
  void takeAGoodForm() {
    assertThat(problems("ada", "ada@example.org", PASSWORD, PASSWORD)).isEmpty();
  }

  @Test
  void tellAllThatIsWrongAtOnceInTheOrderOfTheForm() {
    assertThat(problems("", "", "", "x"))
        .containsExactly("username", "email", "password", "confirmation");
    assertThat(
            AccountRules.problems(
                new AccountForm("ada", "ada@example.org", PASSWORD, PASSWORD), true, true))
        .containsExactly(AccountRules.USERNAME_TAKEN, AccountRules.EMAIL_TAKEN);
  }

  static String[] names() {
    return new String[] {
      "", " ", "a b", "<script>", "a\"b", "a'b", "a/b", "a\u0000b", "a\nb", "👑", "x".repeat(81),
    };
  }

  @ParameterizedTest
  @MethodSource("names")
  void refuseAUserNameThatIsNone(String name) {
    assertThat(problems(name, "ada@example.org", PASSWORD, PASSWORD)).containsExactly("username");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "a", "Ada.Lovelace", "ada@example.org", "Zoë-7", "名前"})
  void takeAUserNameInAnyAlphabet(String name) {
    assertThat(problems(name, "ada@example.org", PASSWORD, PASSWORD)).isEmpty();
    assertThat(problems("x".repeat(80), "ada@example.org", PASSWORD, PASSWORD)).isEmpty();
  }

  static String[] addresses() {
    return new String[] {
      "",
      "ada",
      "ada@",
      "@example.org",
      "ada@example",
      "ada@.org",
      "ada@example..org",
      "ada@-example.org",
      "a b@example.org",
      "ada@exa mple.org",
      "ada@@example.org",
      "<img src=x>@example.org",
      "\"><script>\"@example.org",
      "ada\u0000@example.org",
      "ada\r\nBcc: x@example.org",
      "x".repeat(109) + "@example.org",
    };
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void refuseAnAddressThatCanNotBeOne(String address) {
    assertThat(problems("ada", address, PASSWORD, PASSWORD)).containsExactly("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+b@x.io", "ada.l@mail.example.co.uk", "o'hara@example.org", "ü@bü.de"})
  void takeAnAddressThatMayBeOne(String address) {
    assertThat(problems("ada", address, PASSWORD, PASSWORD)).isEmpty();
    assertThat(problems("ada", "x".repeat(108) + "@example.org", PASSWORD, PASSWORD)).isEmpty();
  }

  static String[] passwords() {
    return new String[] {
      "",
      "ninechars",
      "x1".repeat(36) + "y",
      "ü".repeat(36) + "x",
      "Ada-Lovelace",
      "Password123",
      "aaaaaaaaaaaa",
    };
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void refuseAPasswordThatIsEasyToGuessOrTooLongToHash(String password) {
    assertThat(problems("ada-lovelace", "ada@example.org", password, password))
        .containsExactly("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten chars!", "👑🎸 and drums"})
  void takeAnyOtherPassword(String password) {
    assertThat(problems("ada", "ada@example.org", password, password)).isEmpty();
    assertThat(problems("ada", "ada@example.org", "x1".repeat(36), "x1".repeat(36))).isEmpty();
  }

  @Test
  void neverShowThePassword() {
    assertThat(new AccountForm("ada", "a@x.test", "secret-1234", "secret-5678").toString())
        .doesNotContain("secret");
  }

  private static List<String> problems(
      String username, String email, String password, String confirmation) {
    return AccountRules.problems(
            new AccountForm(username, email, password, confirmation), false, false)
        .stream()
        .map(Problem::field)
        .toList();
  }
}

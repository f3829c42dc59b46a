package dev.musicgraph.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.Commands;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code token create|list|revoke}, and what the table holds after them. */
@OwnDatabase
@Tag("slow")
class TokenCommandTest {
  private String url;
  private Tokens tokens;

  @BeforeEach
  void prepare() {
    url = TestDatabases.migrated();
    tokens = new Tokens(JdbcClient.create(TestDatabases.source(url)));
    TestDatabases.execute(
        url,
        "insert into app_user (username, email, password_hash, admin) values"
            + " ('ada', 'ada@example.org', '-', true), ('bob', 'bob@example.org', '-', false)");
  }

  @Test
  void createsATokenThatWorksAndIsNowhereStored() {
    String text = create("ada", "nightly import");

    assertThat(tokens.adminOf(ApiToken.parse(text).orElseThrow()))
        .hasValueSatisfying(user -> assertThat(user.value()).isEqualTo("ada"));
    assertThat(row()).doesNotContain(text, text.substring(4, 44));
  }

  @Test
  void listsWhatWasGivenOutAndWhenItWasUsed() {
    String text = create("ADA", "nightly import");
    create("ada", "second", "--expires", "2033-01-31");
    assertThat(list()).contains("\tada\tnightly import\tcreated ", "never expires\tnever used");

    tokens.adminOf(ApiToken.parse(text).orElseThrow());

    assertThat(list())
        .contains("never expires\tused 20")
        .contains("\tsecond\t", "expires 2033-02-01T00:00:00Z\tnever used")
        .doesNotContain(text);
  }

  @Test
  void revokesAtOnce() {
    ApiToken token = ApiToken.parse(create("ada", "x")).orElseThrow();
    String id = list().split("\t")[0];

    assertThat(run("token", "revoke", id).out()).isEqualTo("revoked " + id + "\n");

    assertThat(tokens.adminOf(token)).isEmpty();
    assertThat(run("token", "revoke", id).err()).contains("no token has this id");
  }

  @Test
  void anExpiredTokenIsOver() {
    ApiToken token = ApiToken.parse(create("ada", "x")).orElseThrow();
    TestDatabases.execute(url, "update api_token set expires = now() - interval '1 second'");

    assertThat(tokens.adminOf(token)).isEmpty();
  }

  @Test
  void aTokenIsGoodOnlyWhileItsUserIsAnAdministrator() {
    ApiToken token = ApiToken.parse(create("ada", "x")).orElseThrow();

    run("make-admin", "bob").mustBeDone();
    run("make-admin", "--remove", "ada").mustBeDone();
    assertThat(tokens.adminOf(token)).isEmpty();
    run("make-admin", "ada").mustBeDone();
    assertThat(tokens.adminOf(token)).isPresent();
    TestDatabases.execute(url, "delete from app_user where username = 'ada'");
    assertThat(tokens.all()).isEmpty();
  }

  @Test
  void givesNoneToWhoIsNoAdministrator() {
    assertThat(run("token", "create", "bob", "x").err()).contains("bob is no administrator");
    assertThat(run("token", "create", "eve", "x").err()).contains("eve is no administrator");
    assertThat(run("token", "create", "e v e", "x").err()).contains("a user name has");
    assertThat(tokens.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "2001-01-01", "9999-12-31", "+999999999-12-31", "2030-02-30", "<b>"})
  void refusesALastDayThatIsNone(String day) {
    assertThat(run("token", "create", "ada", "x", "--expires", day).err())
        .contains("The last day is a date");
  }

  @Test
  void tellsAllThatIsWrong() {
    assertThat(run("token", "create", "ada", " ", "--expires", "soon").err())
        .contains("Give a name.", "The last day is a date")
        .doesNotContain("\tat ");
    assertThat(run("token", "create", "ada", "x".repeat(101)).err()).contains("at most 100");
    assertThat(run("token", "revoke", "99999999999999999999").code()).isEqualTo(1);
  }

  private String create(String user, String name, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "token";
    arguments[1] = "create";
    arguments[2] = user;
    arguments[3] = name;
    System.arraycopy(more, 0, arguments, 4, more.length);
    Commands.Result result = run(arguments);
    result.mustBeDone();
    return result.out().strip();
  }

  private String list() {
    return run("token", "list").out();
  }

  private String row() {
    return JdbcClient.create(TestDatabases.source(url))
        .sql("select t::text from api_token t")
        .query(String.class)
        .single();
  }

  private Commands.Result run(String... arguments) {
    return Commands.run(Map.of("DATABASE_URL", url), arguments);
  }
}

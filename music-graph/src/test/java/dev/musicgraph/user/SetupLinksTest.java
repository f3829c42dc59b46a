package dev.musicgraph.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

@OwnDatabase
class SetupLinksTest {
  private final String url = TestDatabases.migrated();

  private final DataSource source = TestDatabases.source(url);
  private final JdbcClient client = JdbcClient.create(source);
  private final Users users = new Users(client);
  private final SetupLinks links = instance();

  @Test
  void makeTheFirstAdministratorOnceOnAnyInstance() {
    String token = token(links);
    String other = token(instance());

    assertThat(instance().use(token, form("ada")).orElseThrow()).isInstanceOf(Checked.Valid.class);

    assertThat(users.isAdmin("ada")).isTrue();
    assertThat(links.use(token, form("eve"))).isEmpty();
    assertThat(links.use(other, form("eve"))).isEmpty();
    assertThat(links.offer()).isEmpty();
    assertThat(users.all()).hasSize(1);
  }

  @Test
  void areKeptOnlyAsHashes() {
    String token = token(links);

    String row = client.sql("select setup_link::text from setup_link").query(String.class).single();

    assertThat(row).doesNotContain(token).contains("(");
    assertThat(token).hasSizeGreaterThanOrEqualTo(43);
    assertThat(links.isValid(row.substring(1, 65))).isFalse();
  }

  @Test
  void areGoneAfterTheirTime() {
    String token = token(links);
    TestDatabases.execute(url, "update setup_link set expires = expires - interval '1 hour'");

    assertThat(links.use(token, form("ada"))).isEmpty();
    token(links);
    assertThat(client.sql("select count(*) from setup_link").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void areWorthNothingOnceThereIsAnAdministrator() {
    String token = token(links);
    users.insert(new Username("ada"), "ada@example.org", "{noop}x", true);

    assertThat(links.isValid(token)).isFalse();
    assertThat(links.use(token, form("eve"))).isEmpty();
  }

  @Test
  void stayForAnotherTryIfTheFormIsWrong() {
    String token = token(links);

    assertThat(links.use(token, new AccountForm("", "", "", "")).orElseThrow())
        .isInstanceOf(Checked.Invalid.class);

    assertThat(links.isValid(token)).isTrue();
    assertThat(links.isValid("")).isFalse();
    assertThat(links.isValid(token + "x")).isFalse();
  }

  @Test
  void makeOneAdministratorHoweverManyAreUsedAtTheSameMoment() throws Exception {
    PasswordEncoder meeting = meetingOf(6);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Optional<Checked<Username>>>> uses =
          IntStream.range(0, 6)
              .<Callable<Optional<Checked<Username>>>>mapToObj(i -> {
                String token = token(links);
                return () -> instance(meeting).use(token, form("ada" + i));
              })
              .toList();
      int made = 0;
      for (Future<Optional<Checked<Username>>> each : threads.invokeAll(uses)) {
        made += each.get().isPresent() ? 1 : 0;
      }
      assertThat(made).isEqualTo(1);
      assertThat(users.all()).hasSize(1);
    }
  }

  private static String token(SetupLinks links) {
    return links.offer().orElseThrow().substring("/setup?token=".length());
  }

  private static AccountForm form(String username) {
    return new AccountForm(username, username + "@example.org", "correct horse", "correct horse");
  }

  /** Holds whoever is about to make the administrator until all are, for a moment at most. */
  private static PasswordEncoder meetingOf(int count) {
    CountDownLatch missing = new CountDownLatch(count);
    return new PasswordEncoder() {
      @Override
      public String encode(@Nullable CharSequence password) {
        missing.countDown();
        try {
          missing.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return "{noop}" + password;
      }

      @Override
      public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        throw new UnsupportedOperationException();
      }
    };
  }

  private SetupLinks instance() {
    return instance(new BCryptPasswordEncoder(4));
  }

  private SetupLinks instance(PasswordEncoder encoder) {
    return new SetupLinks(
        new JdbcTransactionManager(source), client, new Registration(users, encoder));
  }
}

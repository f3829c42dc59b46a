package dev.musicgraph.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.catalogue.Checked;
import dev.musicgraph.catalogue.Problem;
import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@OwnDatabase
class RegistrationTest {
  private final String url = TestDatabases.migrated();

  private final Users users = new Users(JdbcClient.create(TestDatabases.source(url)));
  private final Registration registration = new Registration(users, new BCryptPasswordEncoder(4));

  @Test
  void makesAUserWhoIsNoAdministratorAndHasAHashedPassword() {
    assertThat(registration.register(form("ada", "Ada@example.org"), false))
        .isEqualTo(new Checked.Valid<>(new Username("ada")));

    AppUser ada = users.find("ADA").orElseThrow();
    assertThat(ada.admin()).isFalse();
    assertThat(ada.email()).isEqualTo("Ada@example.org");
    assertThat(ada.passwordHash()).doesNotContain("correct horse");
  }

  @Test
  void tellsWhatIsTakenInUpperOrLowerCase() {
    registration.register(form("ada", "ada@example.org"), false);

    assertThat(registration.register(form("ADA", "ADA@Example.org"), false))
        .isEqualTo(
            new Checked.Invalid<Username>(
                List.of(AccountRules.USERNAME_TAKEN, AccountRules.EMAIL_TAKEN)));
  }

  @Test
  void givesANameToOneOfManyThatWantItAtTheSameMoment() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Checked<Username>>> wishes =
          IntStream.range(0, 8)
              .<Callable<Checked<Username>>>mapToObj(
                  i -> () -> registration.register(form("ada", "ada" + i + "@example.org"), false))
              .toList();
      int made = 0;
      for (Future<Checked<Username>> each : threads.invokeAll(wishes)) {
        switch (each.get()) {
          case Checked.Valid<Username> valid -> made++;
          case Checked.Invalid<Username> invalid ->
              assertThat(invalid.problems()).extracting(Problem::field).containsOnly("username");
        }
      }
      assertThat(made).isEqualTo(1);
    }
  }

  private static AccountForm form(String username, String email) {
    return new AccountForm(username, email, "correct horse", "correct horse");
  }
}

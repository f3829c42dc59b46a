package dev.musicgraph.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@OwnDatabase
class AdminsTest {
  private final String url = TestDatabases.migrated();

  private final DataSource source = TestDatabases.source(url);
  private final JdbcClient client = JdbcClient.create(source);
  private final Users users = new Users(client);
  private final Admins admins = instance();

  @Test
  void areNeverLeftWithout() {
    UserId ada = admin("ada");
    UserId ben = admin("ben");

    assertThat(admins.remove(ada)).isEqualTo(Admins.Removal.DONE);
    assertThat(admins.remove(ben)).isEqualTo(Admins.Removal.LAST_ONE);
    assertThat(users.isAdmin("ada")).isFalse();
    assertThat(users.isAdmin("ben")).isTrue();
  }

  @Test
  void areNeverLeftWithoutByAllRemovingEachOtherAtTheSameMoment() throws Exception {
    List<UserId> everybody =
        List.of("a", "b", "c", "d", "e", "f").stream().map(this::admin).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(everybody.size())) {
      for (int round = 0; round < 3; round++) {
        everybody.forEach(admins::add);
        List<Callable<Admins.Removal>> removals = new ArrayList<>();
        everybody.forEach(user -> removals.add(() -> instance().remove(user)));
        int done = 0;
        for (Future<Admins.Removal> each : threads.invokeAll(removals)) {
          done += each.get() == Admins.Removal.DONE ? 1 : 0;
        }
        assertThat(done).isEqualTo(everybody.size() - 1);
        assertThat(users.all()).filteredOn(AppUser::admin).hasSize(1);
      }
    }
  }

  private UserId admin(String name) {
    users.insert(new Username(name), name + "@example.org", "{noop}x", true);
    return users.find(name).orElseThrow().id();
  }

  private Admins instance() {
    return new Admins(new JdbcTransactionManager(source), client);
  }
}

package dev.backline.lease.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseHolder;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.state.ChildJvm;
import dev.backline.state.DataDirectory;
import dev.backline.state.Sql;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcLeasesTest {

  private static final LeaseScope SCOPE = new LeaseScope("app", "prod");
  private static final Owner HERE = Owner.thisProcess();
  private static final Owner ELSEWHERE = new Owner("another-machine@boot", 4711, 1);
  private static final int ROUNDS = 25;

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private Leases leases;

  @BeforeEach
  void setUp() {
    leases = new JdbcLeases(StateFile.open(new DataDirectory(data)), clock);
  }

  @Test
  void isHeldByOneAtATime() {
    Lease held = acquire(HERE);

    assertThat(leases.tryAcquire(SCOPE, HERE)).isEmpty();
    assertThat(leases.tryAcquire(SCOPE, ELSEWHERE)).isEmpty();
    assertThat(leases.tryAcquire(new LeaseScope("app", "dev"), ELSEWHERE)).isPresent();
    LeaseHolder holder = leases.holder(SCOPE).orElseThrow();
    assertThat(holder.token()).isEqualTo(held.token());
    assertThat(holder.presumedDead()).isFalse();
  }

  @Test
  void canBeTakenAtOnceWhenItWasGivenBackAndItsTokenGrows() {
    Lease first = acquire(HERE);
    leases.release(first);
    assertThat(leases.holder(SCOPE)).isEmpty();

    Lease second = acquire(ELSEWHERE);

    assertThat(second.token()).isGreaterThan(first.token());
  }

  @Test
  void isTakenOverOnlyAfterItsHolderWasSilentForTheWholeTimeToLive() {
    Lease silent = acquire(ELSEWHERE);

    clock.advance(Leases.TIME_TO_LIVE);
    assertThat(leases.tryAcquire(SCOPE, HERE)).isEmpty();
    clock.advance(Duration.ofMillis(1));

    assertThat(acquire(HERE).token()).isGreaterThan(silent.token());
  }

  @Test
  void aRenewedOneLivesOn() {
    Lease renewed = acquire(ELSEWHERE);
    for (int i = 0; i < 4; i++) {
      clock.advance(Leases.TIME_TO_LIVE);
      leases.renew(renewed);
      assertThat(leases.tryAcquire(SCOPE, HERE)).isEmpty();
    }
  }

  @Test
  void whoWasOvertakenLearnsItWhenRenewing() {
    Lease lost = acquire(ELSEWHERE);
    clock.advance(Leases.TIME_TO_LIVE.plusMillis(1));
    Lease current = acquire(HERE);

    assertThatThrownBy(() -> leases.renew(lost)).isInstanceOf(LeaseLostException.class);
    assertThatCode(() -> leases.renew(current)).doesNotThrowAnyException();
  }

  @Test
  void renewingOneThatWasGivenBackFails() {
    Lease released = acquire(HERE);
    leases.release(released);
    assertThatThrownBy(() -> leases.renew(released)).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void whoWasOvertakenCanNotGiveBackTheOthersLease() {
    Lease lost = acquire(ELSEWHERE);
    clock.advance(Leases.TIME_TO_LIVE.plusMillis(1));
    Lease current = acquire(HERE);

    leases.release(lost);

    assertThat(leases.holder(SCOPE).map(LeaseHolder::token)).contains(current.token());
  }

  @Test
  void anOwnerOfAnEarlierBootIsGone() {
    String name = HERE.machine().substring(0, HERE.machine().indexOf('@'));
    acquire(new Owner(name + "@an-earlier-boot", HERE.pid(), HERE.started()));

    assertThat(leases.tryAcquire(SCOPE, HERE)).isPresent();
  }

  @Test
  void anOwnerWhosePidAnotherProcessHasNowIsGone() {
    acquire(new Owner(HERE.machine(), HERE.pid(), HERE.started() - 1));
    assertThat(leases.tryAcquire(SCOPE, HERE)).isPresent();
  }

  @Test
  void anOwnerOnAnotherMachineIsNotPresumedDeadBeforeItsTime() {
    acquire(ELSEWHERE);
    assertThat(leases.holders()).extracting(LeaseHolder::presumedDead).containsExactly(false);
    clock.advance(Leases.TIME_TO_LIVE.plusMillis(1));
    assertThat(leases.holders()).extracting(LeaseHolder::presumedDead).containsExactly(true);
  }

  @Test
  void isTakenOverAtOnceWhenTheProcessThatHoldsItIsKilled() throws Exception {
    try (ChildJvm holder = ChildJvm.start(Holding.class, data.toString())) {
      holder.await("holds");
      assertThat(leases.tryAcquire(SCOPE, HERE)).isEmpty();

      holder.kill();

      assertThat(leases.holder(SCOPE).orElseThrow().presumedDead()).isTrue();
      assertThat(leases.tryAcquire(SCOPE, HERE)).isPresent();
    }
  }

  /** Takes the lease and holds it. Its clock stands where the test's does. */
  static final class Holding {

    private Holding() {}

    public static void main(String[] arguments) throws IOException {
      Sql sql = StateFile.open(new DataDirectory(Path.of(arguments[0])));
      new JdbcLeases(sql, new TestClock())
          .tryAcquire(SCOPE, Owner.thisProcess())
          .ifPresent(lease -> System.out.println("holds"));
      System.in.read();
    }
  }

  @Test
  void eightThreadsNeverHoldItTogetherAndNoTokenIsGivenTwice() throws Exception {
    AtomicInteger holding = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(
            threads.submit(() ->
                contend(
                    leases,
                    lease -> {
                      assertThat(holding.incrementAndGet()).as("holders at once").isEqualTo(1);
                      holding.decrementAndGet();
                    })));
      }
      List<Long> tokens = new ArrayList<>();
      for (Future<List<Long>> each : all) {
        List<Long> ofThread = each.get(60, TimeUnit.SECONDS);
        assertThat(ofThread).isSorted();
        tokens.addAll(ofThread);
      }
      assertThat(tokens).doesNotHaveDuplicates().hasSize(8 * ROUNDS);
    }
  }

  @Test
  void twoProcessesNeverHoldItTogetherAndNoTokenIsGivenTwice() throws Exception {
    Sql sql = StateFile.open(new DataDirectory(data));
    sql.inTransaction(tx -> tx.update("create table holding (process integer)"));
    try (ChildJvm one = ChildJvm.start(Contending.class, data.toString());
        ChildJvm two = ChildJvm.start(Contending.class, data.toString())) {
      one.await("ready");
      two.await("ready");
      one.tell("go");
      two.tell("go");
      List<String> tokens = new ArrayList<>(one.end());
      tokens.addAll(two.end());
      assertThat(tokens).doesNotHaveDuplicates().hasSize(2 * ROUNDS).doesNotContain("together");
    }
  }

  /** Takes it and gives it back again and again, leaving a mark while it holds it. */
  static final class Contending {

    private Contending() {}

    public static void main(String[] arguments) throws IOException {
      Sql sql = StateFile.open(new DataDirectory(Path.of(arguments[0])));
      System.out.println("ready");
      System.in.read();
      contend(new JdbcLeases(sql, InstantSource.system()), lease -> mark(sql))
          .forEach(System.out::println);
    }

    private static void mark(Sql sql) {
      sql.inTransaction(
          tx -> tx.update("insert into holding values (?)", ProcessHandle.current().pid()));
      int marks =
          sql.inTransaction(
              tx -> tx.one("select count(*) from holding", row -> row.getInt(1)).orElseThrow());
      if (marks != 1) {
        System.out.println("together");
      }
      sql.inTransaction(tx -> tx.update("delete from holding"));
    }
  }

  private interface Held {
    void by(Lease lease);
  }

  private static List<Long> contend(Leases leases, Held held) {
    List<Long> tokens = new ArrayList<>();
    while (tokens.size() < ROUNDS) {
      Optional<Lease> lease = leases.tryAcquire(SCOPE, Owner.thisProcess());
      lease.ifPresent(mine -> {
        tokens.add(mine.token().value());
        held.by(mine);
        leases.release(mine);
      });
    }
    return tokens;
  }

  private Lease acquire(Owner owner) {
    Lease lease = leases.tryAcquire(SCOPE, owner).orElseThrow();
    assertThat(lease.token()).isGreaterThanOrEqualTo(new FencingToken(1));
    return lease;
  }
}

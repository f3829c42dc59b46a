package dev.musicgraph.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.musicgraph.testing.OwnDatabase;
import dev.musicgraph.testing.TestDatabases;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

@OwnDatabase
@Tag("slow")
class AttemptsTest {
  private static final Client ANN = Client.at("192.0.2.1");
  private static final Client BEN = Client.at("192.0.2.2");

  private final String url = TestDatabases.migrated();

  private final Attempts attempts = instance();

  @Test
  void areFiveAMinuteForEachClientAndAction() {
    fill(ANN);

    assertThat(attempts.admit(Action.LOGIN, ANN)).isInstanceOf(Admission.Refused.class);
    assertThat(attempts.admit(Action.LOGIN, BEN)).isInstanceOf(Admission.Admitted.class);
    assertThat(attempts.admit(Action.SETUP, ANN)).isInstanceOf(Admission.Admitted.class);
  }

  @Test
  void areLetThroughAgainWhenTheFirstIsAMinuteOld() {
    fill(ANN);
    age("id = (select min(id) from attempt)", 58);
    assertThat(((Admission.Refused) attempts.admit(Action.LOGIN, ANN)).pause())
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));

    age("id = (select min(id) from attempt)", 2);
    assertThat(attempts.admit(Action.LOGIN, ANN)).isInstanceOf(Admission.Admitted.class);

    assertThat(((Admission.Refused) attempts.admit(Action.LOGIN, ANN)).pause())
        .isBetween(Duration.ofSeconds(55), Duration.ofSeconds(60));
  }

  @Test
  void doNotWaitLongerForTryingMeanwhile() {
    fill(ANN);
    IntStream.range(0, 20).forEach(i -> attempts.admit(Action.LOGIN, ANN));

    assertThat(count()).isEqualTo(5);
  }

  @Test
  void areForgivenOneByOne() {
    fill(BEN);
    Admission.Admitted first = (Admission.Admitted) attempts.admit(Action.LOGIN, ANN);
    IntStream.range(0, 4).forEach(i -> attempts.admit(Action.LOGIN, ANN));

    attempts.forgive(first);

    assertThat(attempts.admit(Action.LOGIN, ANN)).isInstanceOf(Admission.Admitted.class);
    assertThat(attempts.admit(Action.LOGIN, ANN)).isInstanceOf(Admission.Refused.class);
    assertThat(attempts.admit(Action.LOGIN, BEN)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void areSweptWhenTheyAreOld() {
    fill(ANN);
    fill(BEN);
    age("client = '" + ANN.key() + "'", 61);

    attempts.admit(Action.LOGIN, Client.at("192.0.2.3"));

    assertThat(count()).isEqualTo(6);
  }

  @Test
  void areNoMoreThanFiveHoweverManyComeAtTheSameMomentToTwoInstances() throws Exception {
    List<Attempts> instances = List.of(attempts, instance());
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Admission>> tries =
          IntStream.range(0, 24)
              .<Callable<Admission>>mapToObj(
                  i -> () -> instances.get(i % 2).admit(Action.LOGIN, ANN))
              .toList();
      int admitted = 0;
      for (Future<Admission> each : threads.invokeAll(tries)) {
        admitted += each.get() instanceof Admission.Admitted ? 1 : 0;
      }
      assertThat(admitted).isEqualTo(5);
    }
  }

  private void fill(Client client) {
    assertThat(Collections.nCopies(5, client))
        .allMatch(each -> attempts.admit(Action.LOGIN, each) instanceof Admission.Admitted);
  }

  private void age(String which, int seconds) {
    TestDatabases.execute(
        url, "update attempt set at = at - interval '" + seconds + " seconds' where " + which);
  }

  private int count() {
    return JdbcClient.create(TestDatabases.source(url))
        .sql("select count(*) from attempt")
        .query(Integer.class)
        .single();
  }

  private Attempts instance() {
    DataSource source = TestDatabases.source(url);
    return new Attempts(new JdbcTransactionManager(source), JdbcClient.create(source));
  }
}

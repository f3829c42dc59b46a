package dev.backline.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.HostName;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.host.HostOutcome.Done;
import dev.backline.host.HostOutcome.Failed;
import dev.backline.host.HostOutcome.NotUndone;
import dev.backline.host.HostOutcome.Undone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HostsTest {

  private static final long SEED = Long.getLong("backline.seed", 20_261_123L);

  /** A host that nothing runs on: what is done on it is noted by the test. */
  private record Named(HostName name) implements Host {

    @Override
    public CommandResult run(HostCommand command, CommandOutput output) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void changesAllHostsOrNoneWhicheverFail() throws Exception {
    Random random = new Random(SEED);
    for (int turn = 0; turn < 300; turn++) {
      Hosts hosts = hosts(1 + random.nextInt(6));
      Set<HostName> failing = some(hosts, random, 4);
      Set<HostName> stuck = some(hosts, random, 8);
      Set<HostName> changed = ConcurrentHashMap.newKeySet();

      HostOutcomes outcomes =
          hosts.onAll(
              host -> {
                failIf(failing.contains(host.name()), "acting");
                changed.add(host.name());
              },
              host -> {
                failIf(stuck.contains(host.name()), "undoing");
                changed.remove(host.name());
              });

      List<HostName> names = hosts.hosts().stream().map(Host::name).toList();
      assertThat(List.copyOf(outcomes.byHost().keySet())).isEqualTo(names);
      for (HostName name : names) {
        Class<?> expected =
            failing.contains(name)
                ? Failed.class
                : failing.isEmpty()
                    ? Done.class
                    : stuck.contains(name) ? NotUndone.class : Undone.class;
        assertThat(outcomes.byHost().get(name))
            .as("seed " + SEED + " " + turn)
            .isInstanceOf(expected);
        assertThat(changed.contains(name))
            .isEqualTo(expected == Done.class || expected == NotUndone.class);
      }
      assertThat(outcomes.failure("trying").isEmpty()).isEqualTo(failing.isEmpty());
    }
  }

  @Test
  void worksOnAllAtOnce() throws Exception {
    Hosts hosts = hosts(5);
    CyclicBarrier allHere = new CyclicBarrier(5);

    HostOutcomes outcomes = hosts.onAll(host -> meet(allHere), host -> {});

    assertThat(outcomes.allDone()).isTrue();
  }

  @Test
  void tellsOfEveryHostAndAsksForAPersonWhereAnUndoFailed() throws Exception {
    HostOutcomes undone =
        hosts(2).onAll(host -> failIf(host.name().value().equals("web-1"), "pulling"), host -> {});
    HostOutcomes stuck =
        hosts(2)
            .onAll(
                host -> failIf(host.name().value().equals("web-1"), "pulling"),
                host -> failIf(true, "putting back"));

    Failure told = undone.failure("starting the release").orElseThrow();
    assertThat(told.why()).isEqualTo("web-0: undone; web-1: failed: pulling: as the test wants");
    assertThat(told.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(stuck.failure("starting").orElseThrow().exitCode()).isEqualTo(ExitCode.NEEDS_PERSON);
  }

  @Test
  void anInterruptUndoesWhatWasDone() throws Exception {
    Hosts hosts = hosts(2);
    Set<HostName> changed = ConcurrentHashMap.newKeySet();
    CountDownLatch half = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<Throwable> thrown = new ArrayList<>();
    Thread caller =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                hosts.onAll(
                    host -> {
                      if (host.name().value().equals("web-1")) {
                        never.await();
                      }
                      changed.add(host.name());
                      half.countDown();
                    },
                    host -> changed.remove(host.name()));
              } catch (InterruptedException e) {
                thrown.add(e);
              }
            });
    caller.start();
    half.await();
    caller.interrupt();
    caller.join();

    assertThat(thrown).hasSize(1);
    assertThat(changed).isEmpty();
  }

  @Test
  void refusesNoHostsAndTheSameHostTwice() {
    assertThatThrownBy(() -> new Hosts(List.of())).isInstanceOf(IllegalArgumentException.class);
    Named one = new Named(new HostName("web-1"));
    assertThatThrownBy(() -> new Hosts(List.of(one, one)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Hosts hosts(int count) {
    return new Hosts(
        IntStream.range(0, count).mapToObj(i -> new Named(new HostName("web-" + i))).toList());
  }

  private static Set<HostName> some(Hosts hosts, Random random, int oneIn) {
    return hosts.hosts().stream()
        .map(Host::name)
        .filter(name -> random.nextInt(oneIn) == 0)
        .collect(Collectors.toSet());
  }

  private static void failIf(boolean fails, String tried) {
    if (fails) {
      throw Failure.unavailable(tried, "as the test wants", "look at the test").toException();
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

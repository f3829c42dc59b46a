package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.host.Fence;
import dev.backline.host.FenceGate;
import dev.backline.host.FenceGateContract;
import dev.backline.host.HostCommand;
import dev.backline.host.StaleFence;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.testing.SshServer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence over SSH, each admission from another controller's connection. */
class SshFenceTest extends FenceGateContract {

  @TempDir static Path shared;
  private static SshServer server;
  private static SshHost first;
  private static SshHost second;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = SshServer.start(shared);
    first = new SshHost(SshFixture.target(server), SshFixture.trusting(server, shared));
    second = new SshHost(SshFixture.target(server), SshFixture.trusting(server, shared));
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
    server.close();
  }

  @Override
  protected FenceGate gate() {
    return new FenceOnHost(first, folder);
  }

  @Test
  void aControllerThatLostItsLeaseChangesNothing() throws Exception {
    FenceOnHost late = new FenceOnHost(first, folder);
    late.admit(new Fence(4), "starting slot green");
    new FenceOnHost(second, folder).admit(new Fence(5), "undoing");
    Path changed = folder.resolve("changed");

    assertThatThrownBy(() ->
            late.run(
                HostCommand.of("touch", changed.toString()), new Fence(4), "starting slot green"))
        .isInstanceOf(StaleFence.class)
        .hasMessage("starting slot green: lease 4 is over: lease 5 has taken its place");
    assertThat(changed).doesNotExist();
  }

  @Test
  void noHigherTokenIsAdmittedWhileACommandRunsUnderALowerOne() throws Exception {
    FenceOnHost running = new FenceOnHost(first, folder);
    Path go = folder.resolve("go");
    CountDownLatch begun = new CountDownLatch(1);
    running.admit(new Fence(1), "trying");
    FutureTask<Integer> change =
        new FutureTask<>(() ->
            first
                .run(
                    dev.backline.host.command.FenceCommands.under(
                        folder,
                        new Fence(1),
                        HostCommand.of(
                            "sh", "-c", "echo up; while [ ! -e " + go + " ]; do sleep 0.05; done")),
                    line -> begun.countDown())
                .status());
    Thread.ofVirtual().start(change);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    FutureTask<Fence> admission =
        new FutureTask<>(() -> {
          FenceOnHost later = new FenceOnHost(second, folder);
          later.admit(new Fence(2), "trying");
          return later.highest();
        });
    Thread.ofVirtual().start(admission);
    assertThat(new FenceOnHost(second, folder).highest()).isEqualTo(new Fence(1));
    assertThat(admission.isDone()).isFalse();

    second.run(HostCommand.of("touch", go.toString()));

    assertThat(change.get(10, TimeUnit.SECONDS)).isZero();
    assertThat(admission.get(10, TimeUnit.SECONDS)).isEqualTo(new Fence(2));
  }
}

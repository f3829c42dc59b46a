package dev.backline.host.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.host.fence.Owner;
import dev.backline.host.fence.Ownership;
import dev.backline.testing.SshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two Backlines that know nothing of each other, and one host. */
class SshOwnershipTest {

  private static final Owner ANNA =
      new Owner("anna-0001", "anna@laptop:/home/it's \"my\"  \\new $data");
  private static final Owner BEN = new Owner("ben-0001", "ben@server:/var/lib/backline");

  @TempDir private static Path shared;
  private static SshServer server;
  private static SshHost host;
  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    server = SshServer.start(shared);
    host = new SshHost(SshFixture.target(server), SshFixture.trusting(server, shared));
  }

  @AfterAll
  static void stop() {
    host.close();
    server.close();
  }

  @Test
  void theFirstThatDeliversHasIt() throws Exception {
    Ownership ownership = ownership();

    assertThat(ownership.isOf(ANNA)).isFalse();
    ownership.claim(ANNA);
    ownership.claim(ANNA);

    assertThat(ownership.isOf(ANNA)).isTrue();
  }

  @Test
  void theOtherIsRefusedAndHearsWhoItIsAndWhatToDo() throws Exception {
    ownership().claim(ANNA);

    for (Callable<Void> attempt :
        List.<Callable<Void>>of(
            () -> {
              ownership().isOf(BEN);
              return null;
            },
            () -> {
              ownership().claim(BEN);
              return null;
            })) {
      assertThatThrownBy(attempt::call)
          .isInstanceOfSatisfying(
              BacklineException.class,
              refusal -> {
                assertThat(refusal.failure().exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(refusal.failure().why()).contains(ANNA.told());
                assertThat(refusal.failure().remedy())
                    .contains("rm " + folder.resolve("shop/prod/owner"));
              });
    }
    assertThat(ownership().isOf(ANNA)).isTrue();
  }

  @Test
  void onceGivenUpItIsTheNextOnes() throws Exception {
    ownership().claim(ANNA);
    Files.delete(folder.resolve("shop/prod/owner"));
    ownership().claim(BEN);

    assertThat(ownership().isOf(BEN)).isTrue();
  }

  @Test
  void ofManyAtOnceOneGetsIt() throws Exception {
    List<Callable<Boolean>> claims = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Owner owner = new Owner("owner-%04d".formatted(i), "someone@somewhere:/" + i);
      claims.add(() -> {
        try {
          ownership().claim(owner);
          return true;
        } catch (BacklineException refused) {
          return false;
        }
      });
    }
    int got = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var claim : threads.invokeAll(claims)) {
        got += claim.get() ? 1 : 0;
      }
    }
    assertThat(got).isEqualTo(1);
    assertThat(folder.resolve("shop/prod").toFile().list()).containsExactly("owner");
  }

  private Ownership ownership() {
    return new Ownership(host, folder.resolve("shop/prod"));
  }
}

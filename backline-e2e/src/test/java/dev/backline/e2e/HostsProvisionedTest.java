package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.proof.Outcome;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.testing.HostMemory;
import dev.backline.testing.PostgresImage;
import dev.backline.testing.TestHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a bare Debian of 1 GB to Music Graph in production: engine, nginx, database, backup,
 * rehearsal and two releases all on that one host.
 */
@Tag("long")
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsProvisionedTest {

  private static final long MEMORY = 1_000_000_000;
  private static final Duration BOOTED = Duration.ofSeconds(120);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static TestHost host;
  private static HostMemory memory;

  @BeforeAll
  static void makeHost() throws Exception {
    installation = HostsInstallation.ofBareHost(directory);
    host = installation.hosts().getFirst();
    memory = host.limitMemory(MEMORY);
  }

  @AfterAll
  static void endEverything() {
    installation.close();
  }

  @Test
  @Order(1)
  void doctorTellsWhatABareHostLacks() {
    Programs.Ended doctor = installation.backline("doctor");
    assertThat(doctor.status()).as(doctor.output()).isNotZero();
    assertThat(doctor.output()).contains("backline provision prod");
  }

  @Test
  @Order(2)
  void provisioningMakesItReadyAndASecondTimeChangesNothing() {
    Programs.Ended first = installation.backline("provision", "prod");
    assertThat(first.status()).as(first.output()).isZero();
    Programs.Ended again = installation.backline("provision", "prod", "--plan");
    assertThat(again.status()).as(again.output()).isZero();
    assertThat(again.output()).contains("nothing");
    PostgresImage.V15.load(host.engine());

    Programs.Ended doctor = installation.backline("doctor");
    assertThat(doctor.status()).as(doctor.output()).isZero();
  }

  @Test
  @Order(3)
  void musicGraphIsDeliveredThere() throws Exception {
    delivered(installation.deploy(HostsInstallation.PROD));
  }

  @Test
  @Order(4)
  void aMigrationIsRehearsedAndDeliveredWithoutAFailedRequest() throws Exception {
    MusicGraphFiles.addMigration(installation);
    installation.change("backline.yml", "watch: {window: 1s}", "watch: {window: 2s}");
    try (Load load = Load.leisurely(url())) {
      RunRecord run = installation.deploy(HostsInstallation.PROD);
      delivered(run);
      assertThat(installation.backline().proofs().find(run.id()).orElseThrow().parts())
          .as(installation.story(run))
          .allMatch(part -> part.outcome() == Outcome.PASSED);
      assertThat(load.failures()).isEmpty();
    }
  }

  @Test
  @Order(5)
  void aRollbackFitsToo() throws Exception {
    String before = served();
    try (Load load = Load.leisurely(url())) {
      delivered(installation.run(RunKind.ROLLBACK, HostsInstallation.PROD, Map.of()));
      assertThat(load.failures()).isEmpty();
    }
    assertThat(served()).isNotEqualTo(before);
  }

  /** The limit is gone with the reboot; what provisioning enabled comes back by itself. */
  @Test
  @Order(6)
  void allIsThereAgainAfterAReboot() {
    String before = served();
    host.reboot();
    Awaiting.until("it serves again", BOOTED, () -> served().equals(before));
  }

  private static void delivered(RunRecord run) {
    installation.succeeded(run);
    System.out.printf(
        "%s: the host's processes hold %d MB; %s%n",
        run.request().kind(), memory.held() / 1_000_000, installation.times(run));
    assertThat(memory.killed()).as("processes that ran out of memory").isZero();
    assertThat(served()).contains("\"version\":\"prod-");
  }

  private static String served() {
    return HostsInstallation.body(url() + "/api/version");
  }

  private static String url() {
    return installation.urlOf(host);
  }
}

package dev.backline.host.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placement;
import dev.backline.config.Samples;
import dev.backline.host.CommandResult;
import dev.backline.host.examine.HostFinding.Fine;
import dev.backline.host.examine.HostFinding.Unfit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What hosts answer, word for word, and what is made of it. */
class QuestionsTest {

  private static final ExpectedHost HOST =
      new ExpectedHost(
          "prod",
          "deploy",
          "/opt/backline/shop-prod",
          true,
          new TreeMap<>(Map.of(80, "the edge", 18081, "slot blue", 18082, "slot green")),
          List.of());

  @Test
  void anEngineThatAnswersTellsItsVersion() {
    assertThat(EngineQuestions.engine(said("20.10.24+dfsg1"), HOST))
        .isEqualTo(new Fine("Docker Engine", "20.10.24+dfsg1"));
    assertThat(EngineQuestions.engine(said("18.09.1"), HOST)).isInstanceOf(Unfit.class);
  }

  @Test
  void aLogInThatMayNotUseTheEngineIsToldApartFromAnEngineThatIsDown() {
    CommandResult forbidden =
        failed(
            1,
            "Got permission denied while trying to connect to the Docker daemon socket at"
                + " unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect:"
                + " permission denied");
    CommandResult down =
        failed(
            1,
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker"
                + " daemon running?");

    assertThat(EngineQuestions.engine(forbidden, HOST))
        .isEqualTo(
            new Unfit(
                "Docker Engine",
                "deploy may not use it",
                "put deploy into the group docker: backline provision prod"));
    assertThat(EngineQuestions.engine(down, HOST))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).contains("Is the docker daemon running"));
  }

  @ParameterizedTest
  @CsvSource({"1.29.2,true", "v2.24.5,true", "2.26.1-4,true", "1.25.0,false", "'',false"})
  void composeHasToBeYoungEnough(String version, boolean fine) {
    assertThat(EngineQuestions.compose(said(version), HOST) instanceof Fine).isEqualTo(fine);
  }

  @Test
  void aFullDiskIsToldWithItsPlace() {
    String head = "Filesystem     1024-blocks      Used Available Capacity Mounted on";

    assertThat(
            SpaceQuestions.disk(
                "disk of images",
                said(head, "/dev/vda1        41152736  12345678  26684584      32% /var/lib"),
                2_000_000))
        .isEqualTo(new Fine("disk of images", "25 GiB free in /var/lib"));
    assertThat(
            SpaceQuestions.disk(
                "disk of images",
                said(head, "/dev/vda1        41152736  40345678   1048576      98% /"),
                1_048_577))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).isEqualTo("only 1024 MiB free in /"));
    assertThat(SpaceQuestions.disk("disk of images", failed(1, "df: no file systems processed"), 0))
        .isInstanceOf(Unfit.class);
  }

  @Test
  void aReleaseFitsIntoExactlyTheMemoryThatItMayUse() {
    CommandResult meminfo = said("MemTotal:  2014000 kB", "MemAvailable:    300000 kB");

    assertThat(SpaceQuestions.available(meminfo, new SpaceNeed(0, 300_000L << 10)))
        .isInstanceOf(Fine.class);
    assertThat(why(SpaceQuestions.available(meminfo, new SpaceNeed(0, 300_001L << 10))))
        .startsWith("only 292 MiB available, and a release may use 292 MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "489000,0,only", // sold with 512 MB
    "985000,0,side by side", // with 1 GB
    "985000,1048572,",
    "2014000,0,", // with 2 GB
  })
  void littleMemoryTakesSwap(long memory, long swap, String complaint) {
    HostFinding finding =
        SpaceQuestions.memory(
            said(
                "MemTotal:        " + memory + " kB",
                "MemAvailable:    300000 kB",
                "SwapTotal:       " + swap + " kB"),
            HOST);

    if (complaint == null) {
      assertThat(finding).isInstanceOf(Fine.class);
    } else {
      assertThat(finding)
          .isInstanceOfSatisfying(
              Unfit.class, unfit -> assertThat(unfit.why()).contains(complaint));
    }
  }

  @Test
  void portsThatAreOursOrFreeAreFine() {
    assertThat(
            PortsQuestion.judge(
                said(
                    "LISTEN 0      511          0.0.0.0:80        0.0.0.0:*"
                        + "    users:((\"nginx\",pid=7,fd=5),(\"nginx\",pid=6,fd=5))",
                    "LISTEN 0      4096       127.0.0.1:18081     0.0.0.0:*"
                        + "    users:((\"docker-proxy\",pid=900,fd=4))",
                    "LISTEN 0      128             [::]:22           [::]:*"
                        + "    users:((\"sshd\",pid=1,fd=4))",
                    "containers",
                    "/opt/backline/shop-prod|shop-prod-web-blue-1|127.0.0.1:18081->18081/tcp"),
                HOST))
        .isEqualTo(new Fine("ports", "free or ours: [80, 18081, 18082]"));
  }

  @Test
  void thePortThatIsRedirectedFromIsNginxToo() {
    ExpectedHost host = prodOfTheSample();
    String redirecting = "LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"%s\",pid=7,fd=5))";

    assertThat(PortsQuestion.judge(said(redirecting.formatted("nginx"), "containers"), host))
        .isInstanceOf(Fine.class);
    assertThat(PortsQuestion.judge(said(redirecting.formatted("apache2"), "containers"), host))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.why())
                    .contains("80 for the edge's redirection to https: apache2"));
  }

  @Test
  void aServiceThatIsDownIsToldWithItsStatus() {
    ExpectedHost host = prodOfTheSample();

    assertThat(services(host, "web-blue|Up 2 hours", "redis|Up 2 hours", "worker|Up 5 minutes"))
        .isEqualTo(new Fine("services", "2 declared, none is down"));
    assertThat(services(host, "web-blue|Up 2 hours", "worker|Restarting (1) 3 seconds ago"))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.why())
                    .isEqualTo("redis: no container; worker: Restarting (1) 3 seconds ago"));
  }

  @Test
  void workersOfAnAppThatIsStoppedAreNotMissed() {
    ExpectedHost host = prodOfTheSample();

    assertThat(services(host, "web-blue|Exited (143)", "redis|Up 1 hour", "worker|Exited (143)"))
        .isInstanceOf(Fine.class);
    assertThat(services(host)).isEqualTo(new Fine("services", "nothing has been delivered yet"));
  }

  @Test
  void portsOfOthersAreToldWithWhoHasThem() {
    assertThat(
            PortsQuestion.judge(
                said(
                    "LISTEN 0      511                *:80                *:*"
                        + "    users:((\"apache2\",pid=7,fd=5))",
                    "LISTEN 0      4096       127.0.0.1:18081     0.0.0.0:*",
                    "LISTEN 0      4096       127.0.0.1:18082     0.0.0.0:*",
                    "containers",
                    "/srv/wiki|wiki_web_1|0.0.0.0:18081-18081->80/tcp, :::18081->80/tcp"),
                HOST))
        .isInstanceOfSatisfying(
            Unfit.class,
            unfit ->
                assertThat(unfit.why())
                    .isEqualTo(
                        "somebody else listens on 80 for the edge: apache2; 18081 for slot blue:"
                            + " the container wiki_web_1; 18082 for slot green: a program of"
                            + " another user"));
  }

  @Test
  void theDirectoryBelongsToTheLogInAndIsClosedToOthers() {
    assertThat(DirectoryQuestions.directory(said("deploy 750"), HOST)).isInstanceOf(Fine.class);
    // As a delivery leaves it where nginx's workers have to pass through.
    assertThat(DirectoryQuestions.directory(said("deploy 751"), HOST)).isInstanceOf(Fine.class);
    assertThat(DirectoryQuestions.directory(said("deploy 701"), HOST)).isInstanceOf(Fine.class);
    assertThat(why(DirectoryQuestions.directory(said("root 750"), HOST)))
        .isEqualTo("/opt/backline/shop-prod is root's, not deploy's");
    assertThat(why(DirectoryQuestions.directory(said("deploy 755"), HOST)))
        .isEqualTo("others may look into /opt/backline/shop-prod: mode 755");
    assertThat(why(DirectoryQuestions.directory(said(), HOST))).endsWith("is not there");
  }

  @Test
  void theFilesWithSecretsAreTheLogInsAlone() {
    assertThat(DirectoryQuestions.secrets(said(), "/x")).isInstanceOf(Fine.class);
    assertThat(DirectoryQuestions.secrets(said(".env 600", "blue.env 600"), "/x"))
        .isEqualTo(new Fine("secrets' files", "2, for their owner alone"));
    assertThat(DirectoryQuestions.secrets(said(".env 644", "blue.env 600", "green.env 640"), "/x"))
        .isEqualTo(
            new Unfit(
                "secrets' files",
                "others may read in /x: .env, mode 644; green.env, mode 640",
                "chmod 600 /x/.env /x/green.env"));
  }

  private static String why(HostFinding finding) {
    return finding instanceof Unfit unfit ? unfit.why() : "fine";
  }

  private static HostFinding services(ExpectedHost host, String... lines) {
    return ServicesQuestion.judge(said(lines), host);
  }

  private static ExpectedHost prodOfTheSample() {
    AppConfig config = Samples.config(Samples.text("hosts.yml").replace("image: nginx:1.27, ", ""));
    EnvironmentSpec prod =
        Objects.requireNonNull(config.environments().get(new EnvironmentName("prod")));
    Placement.OnHosts placement = (Placement.OnHosts) prod.placement();
    return ExpectedHost.of(config.app(), prod, placement, placement.hosts().getFirst());
  }

  private static CommandResult said(String... lines) {
    return new CommandResult(0, List.of(lines), List.of(), Duration.ofMillis(5), false);
  }

  private static CommandResult failed(int status, String stderr) {
    return new CommandResult(status, List.of(), List.of(stderr), Duration.ofMillis(5), false);
  }
}

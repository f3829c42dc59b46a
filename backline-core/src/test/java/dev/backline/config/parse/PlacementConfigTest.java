package dev.backline.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.ArtifactSpec;
import dev.backline.config.ComposeSpec;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostName;
import dev.backline.config.ImageName;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.RegistrySpec;
import dev.backline.config.RelativePath;
import dev.backline.config.Samples;
import dev.backline.config.SecretName;
import dev.backline.config.SourceUrl;
import dev.backline.config.SshLoginAddress;
import dev.backline.config.VolumeMount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Environments on hosts. */
class PlacementConfigTest {

  private static final AppConfig CONFIG = Samples.config(Samples.text("hosts.yml"));
  private static final EnvironmentName DEV = new EnvironmentName("dev");
  private static final EnvironmentName PROD = new EnvironmentName("prod");

  @Test
  void readsHostsAndHowToLogInThere() {
    assertThat(onHosts(PROD).hosts())
        .extracting(host -> host.name() + " " + host.login() + " " + host.key().orElse("agent"))
        .containsExactly(
            "web1 deploy@10.0.0.11:22 /home/me/.ssh/id_ed25519",
            "web2 deploy@10.0.0.12:2222 /home/me/.ssh/id_ed25519");
    assertThat(onHosts(DEV).hosts().getFirst().key()).isEmpty();
    assertThat(onHosts(DEV).hosts().getFirst().login())
        .isEqualTo(new SshLoginAddress("deploy", "10.0.0.10", 22));
  }

  @Test
  void readsTheComposeProjectAndWhatRunsBesideTheReleases() {
    ComposeSpec compose = onHosts(PROD).compose();
    assertThat(compose.directoryOf(new AppName("shop"), PROD)).isEqualTo("/srv/music");
    assertThat(List.of(compose.bluePort(), compose.greenPort())).containsExactly(9001, 9002);
    assertThat(compose.services().getFirst().image()).contains(new ImageName("redis:7"));
    assertThat(compose.services().getFirst().volumes())
        .containsExactly(new VolumeMount("data", "/data"));
    assertThat(compose.services().getLast().image()).isEmpty();
  }

  @Test
  void hasUsualPlacesForWhatIsLeftOut() {
    Placement.OnHosts dev = onHosts(DEV);
    assertThat(dev.compose().directoryOf(new AppName("shop"), DEV))
        .isEqualTo("/opt/backline/shop-dev");
    assertThat(dev.nginx().where()).isEqualTo(new NginxSpec.Where.OnHost());
    assertThat(dev.nginx().tls()).isEmpty();
  }

  @Test
  void readsWhereTheDatabaseIs() {
    assertThat(onHosts(DEV).database())
        .hasValueSatisfying(place -> {
          DatabasePlace.Container container = (DatabasePlace.Container) place;
          assertThat(container.image()).isEqualTo(new ImageName("postgres:16"));
          assertThat(container.port()).isEqualTo(5432);
          assertThat(container.host()).isEmpty();
        });
    assertThat(onHosts(PROD).database())
        .contains(
            new DatabasePlace.Given(
                "db.example.com", 5432, "music", "music", new SecretName("DB_PASSWORD")));
  }

  @Test
  void readsNginxInAContainerWithACertificate() {
    assertThat(onHosts(PROD).nginx())
        .isEqualTo(
            new NginxSpec(
                new NginxSpec.Where.InContainer(new ImageName("nginx:1.27")),
                Optional.of(
                    new NginxSpec.TlsFiles(
                        "/etc/ssl/music.pem", "/etc/ssl/music.key", Optional.of(80)))));
  }

  @Test
  void readsTheImageAndTheRegistry() {
    assertThat(CONFIG.artifact())
        .isEqualTo(
            new ArtifactSpec.Jib(
                new RelativePath("target/app"),
                new ImageName("registry.example.com/base/jre:25"),
                "/srv/app",
                Optional.of(new SourceUrl("https://git.example.com/team/music-graph"))));
    assertThat(CONFIG.registry())
        .contains(
            new RegistrySpec(
                new ImageName("registry.example.com/team/music-graph"),
                new RegistrySpec.Login.Password("ci", new SecretName("REGISTRY_PASSWORD"))));
  }

  @Test
  void reachesAnEnvironmentAtItsOwnAddressOrAtItsFirstHosts() {
    assertThat(spec(PROD).url()).isEqualTo("https://music.example.com");
    assertThat(spec(DEV).url()).isEqualTo("http://10.0.0.10:80");
  }

  @Test
  void aMovedHostIsAnotherConfiguration() {
    AppConfig moved =
        Samples.config(
            Samples.text("hosts.yml").replace("web2: deploy@10.0.0.12", "web2: deploy@10.0.0.99"));
    assertThat(moved.releaseIn(moved.environment(PROD).orElseThrow()).digest())
        .isNotEqualTo(CONFIG.releaseIn(spec(PROD)).digest());
  }

  @Test
  void aHostNameKeepsToTheRule() {
    assertThat(onHosts(PROD).hosts().getLast().name()).isEqualTo(new HostName("web2"));
  }

  private static EnvironmentSpec spec(EnvironmentName name) {
    return CONFIG.environment(name).orElseThrow();
  }

  private static Placement.OnHosts onHosts(EnvironmentName name) {
    return (Placement.OnHosts) spec(name).placement();
  }
}

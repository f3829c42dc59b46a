package dev.backline.edge.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.DataSize;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.ListenAddress;
import dev.backline.config.NginxSpec.TlsFiles;
import dev.backline.edge.EdgeSettings;
import dev.backline.runtime.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, as a real nginx reads it. */
class ConfigTextTest {

  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final EdgeSettings SETTINGS =
      new EdgeSettings(
          new ListenAddress("127.0.0.1", 18443),
          new EdgeSpec(DataSize.parse("1MB"), Duration.ofSeconds(5)));

  @TempDir Path folder;
  private OwnNginx nginx;

  @BeforeEach
  void makeNginx() throws Exception {
    nginx = OwnNginx.in(folder.resolve("nginx"));
    Files.createDirectories(folder.resolve("edge"));
  }

  /** Names, addresses, limits, ports and paths at random, with what could end a word in them. */
  @Test
  void whateverARecordTakesNginxTakes() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = new ConfigText(any(random)).text();
      texts.add(text);
      Files.writeString(nginx.include("edge.conf"), text);
      assertThat(tested())
          .as("seed %d, configuration %d:%n%s", seed, i, text)
          .contains("successful");
    }
    assertThat(texts).allSatisfy(text -> assertThat(text).doesNotContain("@P@", "@DIR@", "@KEY@"));
  }

  private NginxConfig any(Random random) throws IOException {
    Map<Slot, Integer> ports = new EnumMap<>(Slot.class);
    if (random.nextBoolean()) {
      ports.put(Slot.BLUE, 1 + random.nextInt(65535));
    }
    if (random.nextBoolean()) {
      ports.put(Slot.GREEN, 1 + random.nextInt(65535));
    }
    List<String> hosts = List.of("127.0.0.1", "localhost", "0.0.0.0", "::", "::1", "127.0.0.9");
    return new NginxConfig(
        new NginxNames(new AppName(name(random)), new EnvironmentName(name(random))),
        new EdgeFolder(Files.createDirectories(folder.resolve("edge-" + random.nextInt(100)))),
        KEY,
        new EdgeSettings(
            new ListenAddress(
                hosts.get(random.nextInt(hosts.size())), 20000 + random.nextInt(10000)),
            new EdgeSpec(
                new DataSize(random.nextLong(1L << 40)),
                Duration.ofNanos(1 + random.nextLong(Duration.ofDays(30).toNanos())))),
        Optional.empty(),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new HostName(name(random) + "0.example.org")),
        ports,
        NginxVersion.OLDEST);
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder("a");
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      name.append("abcxyz019-".charAt(random.nextInt(10)));
    }
    return name.toString();
  }

  @Test
  void textThatWouldBreakOutIsRefusedByTheRecords() {
    for (String bad :
        List.of("/a b", "/a;", "/a{", "/a\"", "/a'", "/a$x", "/a\\", "/a\n", "/a#", "a")) {
      assertThatThrownBy(() -> new EdgeFolder(Path.of(bad)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new TlsFiles(bad, "/key.pem", Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void certificateAndRedirectAreTakenAndAMismatchedPairIsNot() throws Exception {
    Certificates.selfSigned(folder, "shop.example.org", "one");
    Certificates.selfSigned(folder, "shop.example.org", "two");
    Files.writeString(nginx.include("edge.conf"), new ConfigText(withTls("one", "one")).text());
    assertThat(tested()).contains("successful");
    Files.writeString(nginx.include("edge.conf"), new ConfigText(withTls("one", "two")).text());
    assertThat(tested()).contains("key values mismatch");
  }

  @Test
  void http2IsSpeltAsTheVersionWantsIt() {
    assertThat(new ConfigText(withTls("one", "one")).text())
        .contains("listen 127.0.0.1:18443 ssl http2;")
        .doesNotContain("http2 on;");
    assertThat(new ServerBlock(withVersion(new NginxVersion(1, 25, 1)), "", "").text())
        .contains("listen 127.0.0.1:18443 ssl;", "http2 on;");
    assertThat(NginxVersion.in(List.of("nginx version: nginx/1.22.1 (Ubuntu)")))
        .contains(NginxVersion.OLDEST);
  }

  @Test
  void noTwoEnvironmentsShareAName() {
    NginxNames one = new NginxNames(new AppName("a-b"), new EnvironmentName("c"));
    NginxNames other = new NginxNames(new AppName("a"), new EnvironmentName("b-c"));
    assertThat(one.includeFile()).isNotEqualTo(other.includeFile());
    assertThat(one.container()).isNotEqualTo(other.container());
    assertThat(one.prefix()).isNotEqualTo(other.prefix());
  }

  private NginxConfig withTls(String certificate, String key) {
    return new NginxConfig(
        new NginxNames(new AppName("shop"), new EnvironmentName("prod")),
        new EdgeFolder(folder.resolve("edge")),
        KEY,
        SETTINGS,
        Optional.of(
            new TlsFiles(
                folder.resolve(certificate + ".pem").toString(),
                folder.resolve(key + ".key").toString(),
                Optional.of(18080))),
        Optional.of(new HostName("shop.example.org")),
        Map.of(Slot.BLUE, 3001),
        NginxVersion.OLDEST);
  }

  private NginxConfig withVersion(NginxVersion version) {
    NginxConfig old = withTls("one", "one");
    return new NginxConfig(
        old.names(),
        old.folder(),
        old.key(),
        old.settings(),
        old.tls(),
        old.serverName(),
        old.ports(),
        version);
  }

  private String tested() throws Exception {
    List<String> argv = new ArrayList<>(nginx.call());
    argv.add("-t");
    return run(argv);
  }

  private static String run(List<String> argv) throws IOException, InterruptedException {
    Process program = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}

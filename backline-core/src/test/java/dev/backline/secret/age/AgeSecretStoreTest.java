package dev.backline.secret.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.SecretName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Secret;
import dev.backline.secret.SecretGenerator;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgeSecretStoreTest {

  private static final AppName APP = new AppName("music-graph");
  private static final SecretName NAME = new SecretName("ADMIN_PASSWORD");
  private static final SecretName OTHER = new SecretName("SESSION_KEY");

  @TempDir Path temp;
  private Path root;
  private EnvironmentSecrets dev;
  private EnvironmentSecrets prod;

  @BeforeEach
  void open() {
    dev = open("dev");
    prod = open("prod");
    root = new DataDirectory(temp.resolve("data")).secrets();
  }

  @Test
  void keepsAndRemovesSecrets() {
    assertThat(dev.get(NAME)).isEmpty();
    assertThat(dev.remove(NAME)).isFalse();
    assertThat(dev.names()).isEmpty();

    dev.set(OTHER, Secret.of("first"));
    dev.set(NAME, Secret.of("pass"));
    dev.set(NAME, Secret.of("new pass"));

    assertThat(open("dev").get(NAME)).contains(Secret.of("new pass"));
    assertThat(dev.names()).containsExactly(NAME, OTHER);
    assertThat(dev.remove(NAME)).isTrue();
    assertThat(dev.get(NAME)).isEmpty();
    assertThat(dev.names()).containsExactly(OTHER);
  }

  @Test
  void keepsAnyText() {
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      String value =
          random
              .ints(random.nextInt(200_000) * (seed % 3), 1, 0xD7FF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      dev.set(NAME, Secret.of(value));
      assertThat(dev.get(NAME).map(Secret::reveal)).as("seed %d", seed).contains(value);
    }
  }

  @Test
  void oneEnvironmentKnowsNothingOfAnother() {
    prod.set(NAME, Secret.of("for prod only"));

    assertThat(dev.get(NAME)).isEmpty();
    assertThat(dev.names()).isEmpty();
    assertThat(dev.remove(NAME)).isFalse();
    dev.set(NAME, Secret.of("for dev only"));
    assertThat(prod.get(NAME)).contains(Secret.of("for prod only"));
  }

  @Test
  void writesNothingReadableAndNothingOpenToOthers() throws IOException {
    dev.set(NAME, Secret.of("visible-value-1"));

    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        assertThat(mode).as("%s", path).endsWith("------");
        if (Files.isRegularFile(path)) {
          assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
              .doesNotContain("visible-value-1");
        }
      }
    }
    assertThat(
            Files.readString(
                root.resolve("music-graph/dev/ADMIN_PASSWORD.age"), StandardCharsets.ISO_8859_1))
        .startsWith("age-encryption.org/v1\n-> X25519 ");
    assertThat(Files.readString(root.resolve("identity.txt")))
        .matches("# public key: age1[0-9a-z]{58}\nAGE-SECRET-KEY-1[0-9A-Z]{58}\n");
  }

  @Test
  void namesEveryMissingSecretAndTheCommandToSetIt() {
    dev.set(OTHER, Secret.of("there"));

    Failure failure =
        failureOf(() -> dev.require(List.of(NAME, OTHER, new SecretName("SMTP_PASSWORD"))));

    assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(failure.why()).isEqualTo("not set: ADMIN_PASSWORD, SMTP_PASSWORD");
    assertThat(failure.remedy())
        .contains(
            "backline secret set dev ADMIN_PASSWORD", "backline secret set dev SMTP_PASSWORD");
    assertThat(dev.require(List.of(OTHER)))
        .containsExactlyEntriesOf(java.util.Map.of(OTHER, Secret.of("there")));
  }

  @Test
  void refusesWhatIsOpenToOthersAndSaysHowToCloseIt() throws IOException {
    dev.set(NAME, Secret.of("value"));
    Path file = root.resolve("music-graph/dev/ADMIN_PASSWORD.age");
    for (Path path : List.of(root, root.resolve("identity.txt"), file.getParent(), file)) {
      var before = Files.getPosixFilePermissions(path);
      boolean directory = Files.isDirectory(path);
      Files.setPosixFilePermissions(
          path, PosixFilePermissions.fromString(directory ? "rwxr-x---" : "rw-r-----"));

      Failure failure = failureOf(() -> dev.get(NAME));

      assertThat(failure.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(failure.remedy())
          .isEqualTo("close it: chmod " + (directory ? "700 " : "600 ") + path);
      Files.setPosixFilePermissions(path, before);
    }
    assertThat(dev.get(NAME)).isPresent();
  }

  @Test
  void saysThatAFileIsDamaged() throws IOException {
    dev.set(NAME, Secret.of("value"));
    Path file = root.resolve("music-graph/dev/ADMIN_PASSWORD.age");
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(failureOf(() -> dev.get(NAME)).why()).as("byte %d", at).contains("damaged");
    }
    for (int length = 0; length < whole.length; length += 3) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(failureOf(() -> dev.get(NAME)).why()).as("%d bytes", length).contains("damaged");
    }
  }

  @Test
  void neverMakesANewIdentityBesideOldSecrets() throws IOException {
    dev.set(NAME, Secret.of("value"));
    Files.delete(root.resolve("identity.txt"));

    assertThat(failureOf(() -> dev.get(NAME)).why()).contains("it is gone");
    assertThat(failureOf(() -> dev.set(OTHER, Secret.of("x"))).why()).contains("it is gone");
    assertThat(root.resolve("identity.txt")).doesNotExist();
  }

  @Test
  void allThreadsGetTheSecretThatTheFirstOneMade() throws Exception {
    SecretGenerator generator = new SecretGenerator();
    Set<Secret> made = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Secret>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        all.add(() -> open("dev").getOrMake(NAME, generator::generate));
      }
      for (var done : threads.invokeAll(all)) {
        made.add(done.get());
      }
    }
    assertThat(made).hasSize(1);
    assertThat(dev.get(NAME)).contains(made.iterator().next());
  }

  @Test
  void allProcessesGetTheSecretThatTheFirstOneMade() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Maker.class.getName(),
                  temp.resolve("data").toString())
              .redirectErrorStream(true)
              .start());
    }
    Set<String> made = new HashSet<>();
    for (Process process : processes) {
      assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
      made.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(made).hasSize(1);
    assertThat(dev.get(NAME).map(Secret::reveal)).contains(made.iterator().next().strip());
  }

  @Test
  void generatesSecretsThatAreSafeAnywhere() {
    SecretGenerator generator = new SecretGenerator();
    Set<String> all =
        Stream.generate(generator::generate)
            .limit(1000)
            .map(Secret::reveal)
            .collect(Collectors.toSet());

    assertThat(all).hasSize(1000).allMatch(value -> value.matches("[A-Za-z0-9]{32}"));
  }

  /** Another process that wants the same secret. */
  static final class Maker {
    private Maker() {}

    public static void main(String[] args) {
      EnvironmentSecrets secrets =
          new AgeSecretStore(new DataDirectory(Path.of(args[0])))
              .of(APP, new EnvironmentName("dev"));
      System.out.println(secrets.getOrMake(NAME, new SecretGenerator()::generate).reveal());
    }
  }

  private EnvironmentSecrets open(String environment) {
    return new AgeSecretStore(new DataDirectory(temp.resolve("data")))
        .of(APP, new EnvironmentName(environment));
  }

  private static Failure failureOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
    List<Failure> failures = new ArrayList<>();
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(BacklineException.class, e -> failures.add(e.failure()));
    return failures.getFirst();
  }
}

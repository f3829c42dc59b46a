package dev.backline.runtime.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.backline.failure.BacklineException;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * That every reader of the file sees what was meant: docker-compose 1.29 itself, and the rules of
 * {@code docker compose} 2, which this machine has not, in {@link ComposeGoReader}.
 */
class EnvFileTest {

  private static final long SEED = 20_261_126;
  private static final int VALUES = 600;
  private static final String[] BITS = {
    "'", "\"", "$", "${", "}", "$$", "\\", "\\\\", "\\n", "#", " #", " ", "=", "\n", "\r", "\t",
    "é", "a", "HOME", "$HOME", "${HOME}", "b:c", "-", "`", "%", "{{", "0", "\u00a0", "!"
  };

  @TempDir Path folder;

  @Test
  void docker_compose_1_29_readsWhatWasMeant() throws Exception {
    Map<String, Secret> values = representable(new Random(SEED));
    assertThat(values).hasSizeGreaterThan(VALUES / 3);
    Map<String, String> read = readByPython(EnvFile.of(values, "web-blue"));
    values.forEach((name, value) -> assertThat(read.get(name)).isEqualTo(value.reveal()));
  }

  @Test
  void composePluginsOldAndNewReadWhatWasMeant() {
    Map<String, Secret> values = representable(new Random(SEED));
    String text = EnvFile.of(values, "web-blue").reveal();
    for (ComposeGoReader reader : ComposeGoReader.values()) {
      Map<String, String> read = reader.read(text);
      values.forEach(
          (name, value) -> assertThat(read.get(name)).as("" + reader).isEqualTo(value.reveal()));
    }
  }

  @Test
  void ordinaryValuesAreWrittenPlainlyInTheOrderOfTheirNames() {
    assertThat(
            EnvFile.of(
                    Map.of(
                        "URL", Secret.of("jdbc:postgresql://database:5432/shop?a=b#c"),
                        "EMPTY", Secret.of(""),
                        "PRICE", Secret.of("$5 & more"),
                        "KEY", Secret.of("-----BEGIN\nabc\n-----END\n"),
                        "NAME", Secret.of("O'Hara")),
                    "web-blue")
                .reveal())
        .isEqualTo(
            """
            EMPTY=''
            KEY='-----BEGIN
            abc
            -----END
            '
            NAME="O'Hara"
            PRICE='$5 & more'
            URL='jdbc:postgresql://database:5432/shop?a=b#c'
            """);
  }

  @Test
  void valueThatTheTwoWouldReadDifferentlyIsRefusedByItsName() {
    for (String value : new String[] {"it's $5", "${HOME} sweet", "'$", "\\\\'$", "'\\", "'x\""}) {
      assertThatThrownBy(() -> EnvFile.of(Map.of("GREETING", Secret.of(value)), "web-blue"))
          .isInstanceOf(BacklineException.class)
          .hasMessageStartingWith("writing the variables of web-blue: the value of GREETING")
          .hasMessageNotContaining(value);
    }
  }

  @Test
  void nameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> EnvFile.of(Map.of("A B", Secret.of("x")), "web-blue"))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("'A B' is no name of a variable");
  }

  private static Map<String, Secret> representable(Random random) {
    Map<String, Secret> values = new TreeMap<>();
    for (int i = 0; i < VALUES; i++) {
      StringBuilder value = new StringBuilder();
      for (int bits = random.nextInt(7); bits >= 0; bits--) {
        value.append(BITS[random.nextInt(BITS.length)]);
      }
      Map<String, Secret> one = Map.of("V" + i, Secret.of(value.toString()));
      try {
        EnvFile.of(one, "web-blue");
        values.putAll(one);
      } catch (BacklineException refused) {
        assertThat(refused).hasMessageContaining("V" + i);
      }
    }
    return values;
  }

  /** What {@code docker-compose config} says that the container gets. */
  private Map<String, String> readByPython(Secret file) throws Exception {
    Files.writeString(folder.resolve("blue.env"), file.reveal());
    Files.writeString(
        folder.resolve("compose.yaml"),
        "services: {web: {image: \"none:1\", env_file: [blue.env]}}\n");
    String yaml = run("docker-compose", "--file", "compose.yaml", "config");
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    Map<String, String> read = new TreeMap<>();
    new ObjectMapper()
        .valueToTree(tree)
        .at("/services/web/environment")
        .properties()
        // It writes a dollar twice, so that its output could be read again.
        .forEach(one -> read.put(one.getKey(), one.getValue().textValue().replace("$$", "$")));
    return read;
  }

  private String run(String... argv) throws IOException, InterruptedException {
    Process program = new ProcessBuilder(argv).directory(folder.toFile()).start();
    program.getOutputStream().close();
    String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).isZero();
    return said;
  }
}

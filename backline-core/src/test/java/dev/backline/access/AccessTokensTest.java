package dev.backline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.secret.Secret;
import dev.backline.state.DataDirectory;
import dev.backline.state.StateFile;
import dev.backline.state.TestClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {

  private static final TokenName CI = new TokenName("ci");
  private static final TokenName ANNA = new TokenName("anna");

  @TempDir Path data;
  private AccessTokens tokens;

  @BeforeEach
  void setUp() {
    tokens = new AccessTokens(StateFile.open(new DataDirectory(data)), new TestClock());
  }

  @Test
  void knowsWhoseATokenIs() {
    Secret ci = tokens.create(CI);
    Secret anna = tokens.create(ANNA);

    assertThat(tokens.owner(ci.reveal())).contains(CI);
    assertThat(tokens.owner(anna.reveal())).contains(ANNA);
    assertThat(ci.reveal()).isNotEqualTo(anna.reveal());
    assertThat(tokens.names()).containsExactly(ANNA, CI);
  }

  @Test
  void knowsNoOtherToken() {
    String token = tokens.create(CI).reveal();

    assertThat(tokens.owner("")).isEmpty();
    assertThat(tokens.owner("bl_")).isEmpty();
    assertThat(tokens.owner(token + "x")).isEmpty();
    assertThat(tokens.owner(token.substring(0, token.length() - 1))).isEmpty();
    assertThat(tokens.owner(token.toLowerCase(java.util.Locale.ROOT))).isEmpty();
  }

  @Test
  void aRevokedTokenIsWorthNothingAndItsNameIsFree() {
    String revoked = tokens.create(CI).reveal();

    assertThat(tokens.revoke(CI)).isTrue();
    assertThat(tokens.owner(revoked)).isEmpty();
    assertThat(tokens.revoke(CI)).isFalse();

    String next = tokens.create(CI).reveal();
    assertThat(tokens.owner(next)).contains(CI);
    assertThat(tokens.owner(revoked)).isEmpty();
  }

  @Test
  void refusesANameThatIsTakenAndLeavesItsTokenValid() {
    String first = tokens.create(CI).reveal();

    assertThatThrownBy(() -> tokens.create(CI))
        .asInstanceOf(InstanceOfAssertFactories.type(BacklineException.class))
        .satisfies(e -> assertThat(e.failure().exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(e -> assertThat(e.failure().remedy()).contains("backline token revoke ci"));
    assertThat(tokens.owner(first)).contains(CI);
  }

  @Test
  void noFileHoldsTheTokenItself() throws Exception {
    String token = tokens.create(CI).reveal();

    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(token)
            .doesNotContain(token.substring(3));
      }
    }
  }
}

package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in {@code static/vendor} are, byte for byte, the ones of the npm packages. */
class VendoredScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "sigma-3.0.3.min.js, 58e30383ab428f832068d9d16a5215c65ba12430d438ed091c5703f398de9e16",
    "graphology-0.26.0.min.js, dc337efa23903f61e064c8e7e7f93a429e6855dccfc2458802b4ed30c621c087",
  })
  void areUnchanged(String file, String sha256) throws Exception {
    try (InputStream script = getClass().getResourceAsStream("/static/vendor/" + file)) {
      assertThat(
              HexFormat.of()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(script.readAllBytes())))
          .isEqualTo(sha256);
    }
  }
}

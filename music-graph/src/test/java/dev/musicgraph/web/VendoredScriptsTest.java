package dev.musicgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts that the build unpacks into {@code static/vendor} are, byte for byte, those which
 * {@code npm pack sigma@3.0.3 graphology@0.26.0} holds; their licences come with them.
 */
class VendoredScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "sigma/package/dist/sigma.min.js,"
        + " 58e30383ab428f832068d9d16a5215c65ba12430d438ed091c5703f398de9e16",
    "graphology/package/dist/graphology.umd.min.js,"
        + " dc337efa23903f61e064c8e7e7f93a429e6855dccfc2458802b4ed30c621c087",
  })
  void areUnchanged(String file, String sha256) throws Exception {
    try (InputStream script = getClass().getResourceAsStream("/static/vendor/" + file)) {
      assertThat(
              HexFormat.of()
                  .formatHex(MessageDigest.getInstance("SHA-256").digest(script.readAllBytes())))
          .isEqualTo(sha256);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigma", "graphology"})
  void comeWithTheirLicence(String name) throws Exception {
    try (InputStream licence =
        getClass().getResourceAsStream("/static/vendor/" + name + "/package/LICENSE.txt")) {
      assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
          .contains("Permission is hereby granted, free of charge");
    }
  }
}

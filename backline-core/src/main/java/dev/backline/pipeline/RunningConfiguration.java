package dev.backline.pipeline;

import dev.backline.database.DurableFile;
import dev.backline.failure.Failure;
import dev.backline.host.local.LockFile;
import dev.backline.secret.Secret;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a release that runs with today's secrets from the same release that was started with
 * earlier ones: its configuration's digest and, keyed so that it tells nobody anything of the
 * secrets, a digest of their values (HMAC-SHA256, RFC 2104). The key is made once and never leaves
 * the data directory.
 */
final class RunningConfiguration {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path directory;
  private final Path key;

  RunningConfiguration(DataDirectory data) {
    this.directory = data.secrets();
    this.key = directory.resolve("running-configuration.key");
  }

  /**
   * @param configuration the digest that the history keeps
   * @param confidential in an order that stays the same
   */
  String of(String configuration, List<Secret> confidential) throws InterruptedException {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(keyBytes(), ALGORITHM));
      for (Secret secret : confidential) {
        byte[] value = secret.reveal().getBytes(StandardCharsets.UTF_8);
        // The length first: "ab", "c" must not look like "a", "bc".
        mac.update((value.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(value);
      }
      return configuration + "." + HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    } catch (IOException | IllegalArgumentException e) {
      throw Failure.unavailable(
              "reading the key " + key,
              String.valueOf(e.getMessage()),
              "check its owner and mode, or delete it: a new one is made, and releases that still"
                  + " run from before are started anew when they are needed")
          .toException(e);
    }
  }

  private byte[] keyBytes() throws IOException, InterruptedException {
    if (!Files.exists(key)) {
      make();
    }
    return HexFormat.of().parseHex(Files.readString(key).strip());
  }

  private void make() throws IOException, InterruptedException {
    DurableFile.createDirectories(directory);
    Path lockFile = directory.resolve(".running-configuration.lock");
    try (LockFile lock = LockFile.take(lockFile, PATIENCE, "making the key " + key)) {
      if (!Files.exists(key)) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        DurableFile.write(key, HexFormat.of().formatHex(random) + "\n");
      }
    }
  }
}

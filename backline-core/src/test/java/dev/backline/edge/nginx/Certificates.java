package dev.backline.edge.nginx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Certificates for tests, made by openssl. */
final class Certificates {

  private Certificates() {}

  /** Makes {@code FILE.pem} and {@code FILE.key}. */
  static void selfSigned(Path folder, String name, String file)
      throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:" + name,
                "-out",
                folder.resolve(file + ".pem").toString(),
                "-keyout",
                folder.resolve(file + ".key").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!openssl.waitFor(60, TimeUnit.SECONDS) || openssl.exitValue() != 0) {
      throw new IllegalStateException("openssl failed: " + said);
    }
  }
}

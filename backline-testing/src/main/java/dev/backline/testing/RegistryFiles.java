package dev.backline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a registry reads, and where it keeps what it is given. */
final class RegistryFiles {

  private RegistryFiles() {}

  /** As in the registry's manual, "Configuring a registry". */
  static String config(Path folder, int port, TestRegistry.Plan plan) {
    StringBuilder config = new StringBuilder();
    config.append(
        """
        version: 0.1
        log: {level: warn}
        storage:
          filesystem: {rootdirectory: %s}
          delete: {enabled: %s}
        http:
          addr: 127.0.0.1:%d
          secret: for-tests-only
        """
            .formatted(folder.resolve("store"), plan.deletes(), port));
    if (plan.encrypted()) {
      config.append(
          "  tls: {certificate: %s, key: %s}\n".formatted(certificate(folder), key(folder)));
    }
    if (plan.login() != null) {
      config.append("auth:\n  htpasswd: {realm: tests, path: %s}\n".formatted(logins(folder)));
    }
    return config.toString();
  }

  static void makeLogin(Path folder, TestRegistry.Login login) throws IOException {
    String line = Programs.tell(login.password(), "htpasswd", "-niB", login.user());
    Files.writeString(logins(folder), line.strip() + "\n");
  }

  static void makeCertificate(Path folder, String address) {
    Programs.run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=registry",
        "-addext",
        "subjectAltName=IP:" + address,
        "-keyout",
        key(folder).toString(),
        "-out",
        certificate(folder).toString());
  }

  static Path certificate(Path folder) {
    return folder.resolve("certificate.pem");
  }

  private static Path key(Path folder) {
    return folder.resolve("key.pem");
  }

  private static Path logins(Path folder) {
    return folder.resolve("htpasswd");
  }

  static Path blob(Path folder, String digest) {
    String[] parts = digest.split(":", 2);
    return folder
        .resolve("store/docker/registry/v2/blobs")
        .resolve(parts[0])
        .resolve(parts[1].substring(0, 2))
        .resolve(parts[1])
        .resolve("data");
  }
}

package dev.backline.registry;

import dev.backline.config.RegistrySpec;
import dev.backline.failure.BacklineException;
import dev.backline.host.examine.HostFinding;
import dev.backline.secret.EnvironmentSecrets;

/** Whether a registry answers and takes our log-in. Changes nothing. */
public final class RegistryExamination {

  private static final String REGISTRY = "registry";

  private RegistryExamination() {}

  /**
   * Asks for one image.
   *
   * @param reference its tag or digest; that there is none is fine
   */
  public static HostFinding of(
      RegistrySpec spec, RegistryLogin login, EnvironmentSecrets secrets, String reference)
      throws InterruptedException {
    try (RegistryClient client =
        new RegistryClient(Repository.of(spec.repository()), login.credential(spec, secrets))) {
      return HostFinding.fine(
          REGISTRY,
          client.digestOf(reference).isPresent()
              ? "it has the image"
              : "it answers, and is sent the image");
    } catch (BacklineException e) {
      return HostFinding.unfit(REGISTRY, e.failure());
    }
  }
}

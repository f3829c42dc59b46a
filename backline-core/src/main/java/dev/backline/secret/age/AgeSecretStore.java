package dev.backline.secret.age;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.SecretStore;
import dev.backline.state.DataDirectory;
import java.nio.file.Path;

/**
 * Secrets in {@code secrets/APP/ENVIRONMENT/NAME.age} below the data directory, each encrypted to
 * the identity in {@code secrets/identity.txt}, which is made once. Whoever has that file can read
 * every secret: keep a copy of it elsewhere, and nothing else is needed to open them with {@code
 * age -d -i identity.txt NAME.age}.
 */
public final class AgeSecretStore implements SecretStore {

  private final Path root;

  public AgeSecretStore(DataDirectory directory) {
    this.root = directory.secrets();
  }

  /** The file to keep a copy of. */
  public Path identityFile() {
    return root.resolve(IdentityFile.NAME);
  }

  @Override
  public EnvironmentSecrets of(AppName app, EnvironmentName environment) {
    return new AgeEnvironmentSecrets(root, app, environment);
  }
}

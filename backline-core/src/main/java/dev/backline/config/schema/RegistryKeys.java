package dev.backline.config.schema;

import dev.backline.config.ImageName;
import dev.backline.config.RegistrySpec;
import dev.backline.config.SecretName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code registry}. */
final class RegistryKeys {

  private static final Key<String> USER = Key.required("user", Forms.TEXT, "Whom to log in as.");
  private static final Key<SecretName> SECRET =
      Key.required("secret", Forms.SECRET_NAME, "The secret that holds the password.");
  private static final Shape<RegistrySpec.Login> PASSWORD_SHAPE =
      new Shape<>(
          "password",
          List.of(USER, SECRET),
          v -> new RegistrySpec.Login.Password(v.get(USER), v.get(SECRET)));

  private static final Key<Optional<RegistrySpec.Login>> PASSWORD =
      Key.optional("password", PASSWORD_SHAPE, "By user and password.");
  private static final Key<Optional<String>> HELPER =
      Key.optional(
          "helper",
          Forms.HELPER_NAME,
          "By the program `docker-credential-NAME` of the machine that Backline runs on.");
  private static final Key<Optional<SecretName>> SERVICE_ACCOUNT_KEY =
      Key.optional(
          "serviceAccountKey",
          Forms.SECRET_NAME,
          "By a Google service account's key: the secret that holds its JSON.");
  private static final Key<Boolean> MACHINE_IDENTITY =
      Key.withDefault(
          "machineIdentity",
          Forms.YES_NO,
          false,
          "By the identity of the machine, from its metadata service.");
  private static final Shape<RegistrySpec.Login> LOGIN_SHAPE =
      new Shape<>(
          "login",
          List.of(PASSWORD, HELPER, SERVICE_ACCOUNT_KEY, MACHINE_IDENTITY),
          RegistryKeys::login);

  private static final Key<ImageName> REPOSITORY =
      Key.required(
          "repository",
          Forms.IMAGE,
          "The registry and the repository in it, without a tag: registry.example.com/team/app.");
  private static final Key<Optional<RegistrySpec.Login>> LOGIN =
      Key.optional("login", LOGIN_SHAPE, "How to log in; without it nobody does.");

  static final Shape<RegistrySpec> REGISTRY =
      new Shape<>(
          "registry",
          List.of(REPOSITORY, LOGIN),
          v ->
              new RegistrySpec(
                  v.get(REPOSITORY), v.get(LOGIN).orElseGet(RegistrySpec.Login.Nobody::new)));

  private RegistryKeys() {}

  private static RegistrySpec.Login login(Values v) {
    List<RegistrySpec.Login> ways =
        Stream.of(
                v.get(PASSWORD),
                v.get(HELPER).map(RegistrySpec.Login.Program::new),
                v.get(SERVICE_ACCOUNT_KEY).map(RegistrySpec.Login.ServiceAccountKey::new),
                Optional.of(new RegistrySpec.Login.MachineIdentity())
                    .filter(wanted -> v.get(MACHINE_IDENTITY)))
            .flatMap(Optional::stream)
            .map(RegistrySpec.Login.class::cast)
            .toList();
    if (ways.size() != 1) {
      throw new IllegalArgumentException(
          "a login has exactly one of password, helper, serviceAccountKey and machineIdentity");
    }
    return ways.getFirst();
  }
}

package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Placeholder;
import dev.backline.config.Placeholders;
import dev.backline.config.Placement;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import dev.backline.config.VariableOrigin;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.database.ServerAddress;
import dev.backline.database.container.AppAddress;
import dev.backline.release.Release;
import dev.backline.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The variables that a release gets, without anything secret. Decides only; does nothing: what
 * could only be found out by starting or reaching something stays a placeholder.
 *
 * @param release the one that serves; empty if there is none yet
 * @param port where it listens; empty if it runs nowhere
 * @param cluster where this machine's own PostgreSQL listens; empty if it does not run
 */
public record ReleaseVariables(
    AppConfig config,
    EnvironmentSpec environment,
    Optional<Release> release,
    OptionalInt port,
    Optional<ServerAddress> cluster) {

  private static final String MASK = "***";

  /** In the order in which they are declared. */
  public List<ReleaseVariable> all() {
    Map<VariableName, Template> templates = config.releaseIn(environment).env();
    return VariableOrigin.of(config, environment).entrySet().stream()
        .map(origin -> {
          Template template =
              origin.getKey().equals(config.run().port())
                  ? new Template("${port}")
                  : Objects.requireNonNull(templates.get(origin.getKey()));
          return variable(origin.getKey(), template, origin.getValue());
        })
        .toList();
  }

  private ReleaseVariable variable(VariableName name, Template template, String from) {
    return new ReleaseVariable(
        name.value(),
        Placeholders.resolve(template, this::shown),
        template.placeholders().stream()
            .filter(Placeholder::confidential)
            .map(ReleaseVariables::nameOf)
            .distinct()
            .toList(),
        from);
  }

  private static String nameOf(Placeholder placeholder) {
    return switch (placeholder) {
      case Placeholder.Secret(var name) -> name.value();
      case Placeholder.Fact fact -> fact.text();
    };
  }

  private String shown(Placeholder placeholder) {
    if (placeholder.confidential()) {
      return MASK;
    }
    Optional<String> known =
        switch (placeholder) {
          case Placeholder.Secret _ -> Optional.empty();
          case Placeholder.Fact fact -> known(fact);
        };
    return known.orElse("${" + placeholder.text() + "}");
  }

  private Optional<String> known(Placeholder.Fact fact) {
    return switch (fact) {
      case VERSION -> release.map(Release::label);
      case COMMIT -> release.map(live -> live.candidate().commit().value());
      case PORT -> port.stream().mapToObj(Integer::toString).findFirst();
      case ENVIRONMENT -> Optional.of(environment.name().value());
      case URL -> Optional.of(environment.url());
      case DATABASE_URL -> database().map(DatabaseAccess::urlWithUser);
      case DATABASE_HOST -> database().map(DatabaseAccess::host);
      case DATABASE_PORT -> database().map(access -> Integer.toString(access.port()));
      case DATABASE_NAME -> database().map(access -> access.name().value());
      case DATABASE_USER -> database().map(access -> access.user().value());
      case DATABASE_PASSWORD -> Optional.of(MASK);
      case TO -> Optional.empty();
    };
  }

  /** As the app reaches it. */
  private Optional<DatabaseAccess> database() {
    return switch (environment.placement()) {
      case Placement.ThisMachine _ -> cluster.map(this::ours);
      case Placement.OnHosts hosts ->
          hosts
              .database()
              .map(place ->
                  switch (place) {
                    case DatabasePlace.Given given -> given(given);
                    case DatabasePlace.Container container -> ours(address(container, hosts));
                  });
    };
  }

  private DatabaseAccess ours(ServerAddress server) {
    DatabaseName name = DatabaseName.of(config.app(), environment.name());
    return new DatabaseAccess(
        server.host(), server.port(), name, new RoleName(name.value()), Secret.of(MASK));
  }

  private static DatabaseAccess given(DatabasePlace.Given given) {
    return new DatabaseAccess(
        given.address(),
        given.port(),
        new DatabaseName(given.name()),
        new RoleName(given.user()),
        Secret.of(MASK));
  }

  private static ServerAddress address(DatabasePlace.Container container, Placement.OnHosts hosts) {
    String host =
        hosts.hosts().stream()
            .filter(one -> container.host().map(one.name()::equals).orElse(true))
            .findFirst()
            .orElseThrow()
            .login()
            .address();
    return AppAddress.of(container, AppAddress.IN_NETWORK, host, hosts.hosts().size());
  }
}

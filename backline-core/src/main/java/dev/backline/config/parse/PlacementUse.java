package dev.backline.config.parse;

import dev.backline.config.ArtifactSpec;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Mark;
import dev.backline.config.schema.Nearest;
import dev.backline.config.schema.Reading;
import dev.backline.config.schema.YamlPath;
import java.util.List;
import java.util.Optional;

/** Environments on hosts run images and say where their database is; others do neither. */
final class PlacementUse {

  private final Reading reading;

  private PlacementUse(Reading reading) {
    this.reading = reading;
  }

  static void check(Reading reading) {
    PlacementUse use = new PlacementUse(reading);
    for (Found<EnvironmentName> environment :
        reading.all(EnvironmentName.class, "environments", "*")) {
      use.checkArtifact(environment);
      use.checkDatabase(environment);
    }
  }

  private void checkArtifact(Found<EnvironmentName> environment) {
    Optional<Mark> hosts = reading.placeOf(environment.path().key("hosts"));
    boolean image = !reading.all(ArtifactSpec.Image.class).isEmpty();
    boolean bundle = !reading.all(ArtifactSpec.Bundle.class).isEmpty();
    if (hosts.isPresent() && bundle) {
      reading.problem(
          environment.path().key("hosts"),
          hosts.get(),
          "hosts run images, and the artifact is a bundle; declare artifact.image");
    }
    if (hosts.isEmpty() && image) {
      reading.problem(
          environment.path(),
          environment.at(),
          "an image needs hosts to run on; declare them under 'hosts'");
    }
  }

  private void checkDatabase(Found<EnvironmentName> environment) {
    YamlPath path = environment.path().key("database");
    Optional<Mark> place = reading.placeOf(path);
    boolean needed = reading.placeOf(YamlPath.ROOT.key("database")).isPresent();
    boolean onHosts = reading.placeOf(environment.path().key("hosts")).isPresent();
    if (onHosts && needed && place.isEmpty()) {
      reading.problem(
          environment.path(),
          environment.at(),
          "the app has a database; say under 'database' where it is for these hosts");
    }
    place
        .filter(at -> !needed)
        .ifPresent(at ->
            reading.problem(path, at, "the app has no database; declare one under 'database'"));
    List<Found<HostName>> hosts =
        reading.all(HostName.class, "environments", environment.value().value(), "hosts", "*");
    reading
        .all(
            DatabasePlace.Container.class,
            "environments",
            environment.value().value(),
            "database",
            "container")
        .forEach(container -> checkContainer(container, hosts));
  }

  private void checkContainer(
      Found<DatabasePlace.Container> container, List<Found<HostName>> hosts) {
    List<String> names = hosts.stream().map(host -> host.value().value()).toList();
    container
        .value()
        .host()
        .filter(host -> !names.contains(host.value()))
        .ifPresent(host ->
            reading.problem(
                container.path().key("host"),
                container.at(),
                "there is no host '" + host + "' here; there is: " + String.join(", ", names),
                Nearest.to(host.value(), names)));
    if (names.size() > 1 && container.value().listen().isEmpty()) {
      reading.problem(
          container.path(),
          container.at(),
          "several hosts share this database: say under 'listen' at which address they reach it");
    }
  }
}

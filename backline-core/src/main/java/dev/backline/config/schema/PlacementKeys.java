package dev.backline.config.schema;

import dev.backline.config.AccessorySpec;
import dev.backline.config.Argv;
import dev.backline.config.ComposeSpec;
import dev.backline.config.DataSize;
import dev.backline.config.DatabasePlace;
import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.ImageName;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.SecretName;
import dev.backline.config.ServiceName;
import dev.backline.config.SshLoginAddress;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import dev.backline.config.VolumeMount;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The keys of an environment that say on which hosts it runs, and how. */
final class PlacementKeys {

  private static final NumberForm<Integer> PORT = NumberForm.whole(1, 65_535);

  private static final Key<Optional<ImageName>> SERVICE_IMAGE =
      Key.optional("image", Forms.IMAGE, "What it runs; the app's own image when left out.");
  private static final Key<Optional<Argv>> SERVICE_COMMAND =
      Key.optional("command", Forms.COMMAND, "Over the image's own.");
  private static final Key<SequencedMap<VariableName, Template>> SERVICE_ENV =
      Key.orEmpty("env", Forms.ENV, "Its variables.");
  private static final Key<List<VolumeMount>> VOLUMES =
      Key.listOrEmpty(
          "volumes",
          new ListOf<>("list of volumes", Forms.VOLUME, 0),
          "Named volumes and where the container sees them.");
  private static final Key<Optional<DataSize>> SERVICE_MEMORY =
      Key.optional("memory", Forms.SIZE, "The most memory it may use.");
  private static final Shape<Function<ServiceName, AccessorySpec>> SERVICE =
      new Shape<>(
          "service",
          List.of(SERVICE_IMAGE, SERVICE_COMMAND, SERVICE_ENV, VOLUMES, SERVICE_MEMORY),
          v ->
              name ->
                  new AccessorySpec(
                      name,
                      v.get(SERVICE_IMAGE),
                      v.get(SERVICE_COMMAND),
                      v.get(SERVICE_ENV),
                      v.get(VOLUMES),
                      v.get(SERVICE_MEMORY)));

  private static final Key<Optional<String>> DIRECTORY =
      Key.optional(
          "directory",
          Forms.HOST_PATH,
          "Where the Compose project lies on each host; `/opt/backline/APP-ENVIRONMENT` when left"
              + " out, with a hash behind it where the environment's name has a hyphen.");
  private static final Key<Integer> BLUE =
      Key.withDefault(
          "bluePort", PORT, 18_101, "Where slot blue listens on the host's loopback address.");
  private static final Key<Integer> GREEN =
      Key.withDefault("greenPort", PORT, 18_102, "Where slot green does.");
  private static final Key<SequencedMap<ServiceName, AccessorySpec>> SERVICES =
      Key.orEmpty(
          "services",
          new Named<>("services by name", Forms.SERVICE_NAME, SERVICE),
          "Containers that run beside the releases, such as a cache or a worker. Those with an"
              + " image of their own run before a release starts. Those without are workers of the"
              + " release that serves, and stop with it. A delivery is undone if one has ended by"
              + " the end of its watch window.");
  private static final Shape<ComposeSpec> COMPOSE_SHAPE =
      new Shape<>(
          "compose",
          List.of(DIRECTORY, BLUE, GREEN, SERVICES),
          v ->
              new ComposeSpec(
                  v.get(DIRECTORY),
                  v.get(BLUE),
                  v.get(GREEN),
                  List.copyOf(v.get(SERVICES).values())));

  private static final Key<Optional<ImageName>> NGINX_IMAGE =
      Key.optional(
          "image", Forms.IMAGE, "Runs nginx as a container of this image, not on the host itself.");
  private static final Key<Optional<String>> CERTIFICATE =
      Key.optional("certificate", Forms.HOST_PATH, "The certificate chain in PEM, on each host.");
  private static final Key<Optional<String>> CERTIFICATE_KEY =
      Key.optional("key", Forms.HOST_PATH, "The certificate's private key, on each host.");
  private static final Key<Optional<Integer>> REDIRECT_FROM =
      Key.optional("redirectFrom", PORT, "A port whose requests are sent to https, usually 80.");
  private static final Shape<NginxSpec> NGINX_SHAPE =
      new Shape<>(
          "nginx",
          List.of(NGINX_IMAGE, CERTIFICATE, CERTIFICATE_KEY, REDIRECT_FROM),
          PlacementKeys::nginx);

  private static final Key<ImageName> DATABASE_IMAGE =
      Key.required(
          "image",
          Forms.IMAGE,
          "PostgreSQL's own image or one that takes the same variables; its major stays the same.");
  private static final Key<Optional<HostName>> DATABASE_HOST =
      Key.optional("host", Forms.HOST_NAME, "Which host it runs on; the first when left out.");
  private static final Key<Optional<String>> DATABASE_LISTEN =
      Key.optional(
          "listen",
          Forms.ADDRESS,
          "The address of that host at which the others reach it; its loopback when left out.");
  private static final Key<Integer> DATABASE_PORT =
      Key.withDefault("port", PORT, 5432, "Where it listens there.");
  private static final Key<Optional<DataSize>> DATABASE_MEMORY =
      Key.optional("memory", Forms.SIZE, "The most memory it may use.");
  private static final Shape<DatabasePlace.Container> CONTAINER_SHAPE =
      new Shape<>(
          "container",
          List.of(DATABASE_IMAGE, DATABASE_HOST, DATABASE_LISTEN, DATABASE_PORT, DATABASE_MEMORY),
          v ->
              new DatabasePlace.Container(
                  v.get(DATABASE_IMAGE),
                  v.get(DATABASE_HOST),
                  v.get(DATABASE_LISTEN),
                  v.get(DATABASE_PORT),
                  v.get(DATABASE_MEMORY)));

  private static final Key<String> ADDRESS =
      Key.required("address", Forms.ADDRESS, "The server, as the hosts and Backline reach it.");
  private static final Key<Integer> GIVEN_PORT =
      Key.withDefault("port", PORT, 5432, "Where it listens.");
  private static final Key<String> NAME = Key.required("name", Forms.TEXT, "The database.");
  private static final Key<String> USER = Key.required("user", Forms.TEXT, "The role.");
  private static final Key<SecretName> PASSWORD =
      Key.required("password", Forms.SECRET_NAME, "The secret that holds the role's password.");
  private static final Shape<DatabasePlace.Given> GIVEN_SHAPE =
      new Shape<>(
          "given",
          List.of(ADDRESS, GIVEN_PORT, NAME, USER, PASSWORD),
          v ->
              new DatabasePlace.Given(
                  v.get(ADDRESS), v.get(GIVEN_PORT), v.get(NAME), v.get(USER), v.get(PASSWORD)));

  private static final Key<Optional<DatabasePlace.Container>> CONTAINER =
      Key.optional("container", CONTAINER_SHAPE, "In a container on one of the hosts.");
  private static final Key<Optional<DatabasePlace.Given>> GIVEN =
      Key.optional("given", GIVEN_SHAPE, "On a server that somebody else looks after.");
  private static final Shape<DatabasePlace> DATABASE_SHAPE =
      new Shape<>("database", List.of(CONTAINER, GIVEN), PlacementKeys::database);

  static final Key<SequencedMap<HostName, SshLoginAddress>> HOSTS =
      Key.orEmpty(
          "hosts",
          new MapOf<>("host names and log-ins", Forms.HOST_NAME, Forms.SSH_LOGIN),
          "The hosts it runs on, reached over SSH; this machine when left out. Migrations and tasks"
              + " run on the first.");
  static final Key<Optional<String>> SSH_KEY =
      Key.optional(
          "sshKey",
          Forms.HOST_PATH,
          "The file with the private key to log in with; the agent and the usual keys when left"
              + " out.");
  static final Key<Optional<ComposeSpec>> COMPOSE =
      Key.optional("compose", COMPOSE_SHAPE, "The Compose project on each host.");
  static final Key<Optional<NginxSpec>> NGINX =
      Key.optional("nginx", NGINX_SHAPE, "The nginx in front, on each host.");
  static final Key<Optional<DatabasePlace>> DATABASE =
      Key.optional(
          "database", DATABASE_SHAPE, "Where the database is, for an environment on hosts.");

  private PlacementKeys() {}

  static Placement placement(Values v) {
    if (v.get(HOSTS).isEmpty()) {
      boolean more =
          Stream.of(v.get(SSH_KEY), v.get(COMPOSE), v.get(NGINX), v.get(DATABASE))
              .anyMatch(Optional::isPresent);
      if (more) {
        throw new IllegalArgumentException(
            "sshKey, compose, nginx and database are for environments with hosts");
      }
      return new Placement.ThisMachine();
    }
    List<HostSpec> hosts =
        v.get(HOSTS).entrySet().stream()
            .map(host -> new HostSpec(host.getKey(), host.getValue(), v.get(SSH_KEY)))
            .toList();
    return new Placement.OnHosts(
        hosts,
        v.get(COMPOSE)
            .orElseGet(() -> new ComposeSpec(Optional.empty(), 18_101, 18_102, List.of())),
        v.get(NGINX).orElseGet(() -> new NginxSpec(new NginxSpec.Where.OnHost(), Optional.empty())),
        v.get(DATABASE));
  }

  private static NginxSpec nginx(Values v) {
    Optional<String> certificate = v.get(CERTIFICATE);
    Optional<String> key = v.get(CERTIFICATE_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("certificate and key belong together");
    }
    if (certificate.isEmpty() && v.get(REDIRECT_FROM).isPresent()) {
      throw new IllegalArgumentException("redirectFrom needs a certificate to redirect to");
    }
    NginxSpec.Where where =
        v.get(NGINX_IMAGE)
            .<NginxSpec.Where>map(NginxSpec.Where.InContainer::new)
            .orElseGet(NginxSpec.Where.OnHost::new);
    return new NginxSpec(
        where,
        certificate.flatMap(
            chain -> key.map(file -> new NginxSpec.TlsFiles(chain, file, v.get(REDIRECT_FROM)))));
  }

  private static DatabasePlace database(Values v) {
    List<DatabasePlace> places =
        Stream.<Optional<? extends DatabasePlace>>of(v.get(CONTAINER), v.get(GIVEN))
            .flatMap(Optional::stream)
            .map(DatabasePlace.class::cast)
            .toList();
    if (places.size() != 1) {
      throw new IllegalArgumentException("a database has exactly one of container and given");
    }
    return places.getFirst();
  }
}

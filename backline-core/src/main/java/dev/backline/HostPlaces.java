package dev.backline;

import dev.backline.artifact.image.ImageStore;
import dev.backline.config.AppName;
import dev.backline.config.DatabasePlace;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.HostSpec;
import dev.backline.config.NginxSpec;
import dev.backline.config.Placement;
import dev.backline.config.RegistrySpec;
import dev.backline.database.DatabaseName;
import dev.backline.database.DatabasePasswords;
import dev.backline.database.cluster.PostgresInstallations;
import dev.backline.database.container.AppAddress;
import dev.backline.database.container.ContainerDatabaseServer;
import dev.backline.edge.Edge;
import dev.backline.edge.hosts.HostsEdge;
import dev.backline.edge.nginx.NginxEdge;
import dev.backline.edge.nginx.NginxPlace;
import dev.backline.edge.nginx.NginxSite;
import dev.backline.host.Host;
import dev.backline.host.HostOpener;
import dev.backline.host.Hosts;
import dev.backline.host.ReachedHost;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.host.fence.Owner;
import dev.backline.host.fence.Ownership;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.registry.RegistryLogin;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.compose.BesideReleases;
import dev.backline.runtime.compose.ComposePlace;
import dev.backline.runtime.compose.ComposeRuntime;
import dev.backline.runtime.compose.ProjectName;
import dev.backline.runtime.compose.ProjectNetwork;
import dev.backline.runtime.compose.ProjectOnHost;
import dev.backline.runtime.compose.SlotPorts;
import dev.backline.runtime.hosts.HostsRuntime;
import dev.backline.runtime.hosts.RuntimeOnHost;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Masker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Puts together what an environment on hosts consists of. Hosts are connected to when they are
 * first used, and stay so while this process lives.
 *
 * @param here this machine
 * @param owner this data directory, as hosts know it
 */
record HostPlaces(
    HostOpener hosts,
    ImageStore images,
    DatabasePasswords passwords,
    Host here,
    Supplier<Owner> owner,
    InstantSource clock) {

  /** From the request to stop to the kill, for somebody who stops a release by hand. */
  private static final Duration GRACE_BY_HAND = Duration.ofSeconds(20);

  EnvironmentPlace of(
      AppName app,
      EnvironmentName environment,
      Placement.OnHosts placement,
      Optional<RegistrySpec> registry,
      EnvironmentSecrets secrets,
      Masker masker) {
    Queue<String> notices = new ConcurrentLinkedQueue<>();
    Path directory = Path.of(placement.compose().directoryOf(app, environment));
    ComposePlace project =
        new ComposePlace(
            directory,
            ProjectName.of(app, environment),
            SlotPorts.of(placement.compose()),
            GRACE_BY_HAND,
            new ProjectNetwork.Open());
    List<OneHost> each =
        placement.hosts().stream()
            .map(spec -> {
              ReachedHost host = hosts.open(spec);
              return new OneHost(
                  host,
                  new ComposeRuntime(host, project, masker, clock, notices::add),
                  new BesideReleases(host, project, clock, notices::add),
                  new NginxEdge(
                      host,
                      site(app, environment, directory, placement.nginx()),
                      clock.withZone(ZoneOffset.UTC),
                      notices::add),
                  new FenceOnHost(host, directory),
                  new Ownership(host, directory),
                  new ProjectOnHost(host, project, masker));
            })
            .toList();
    return new HostsPlace(
        each,
        runtime(each),
        rehearsals(placement, project, each, masker, notices),
        edge(each),
        new ImagesToHosts(app, images, registry, new RegistryLogin(here), secrets),
        database(DatabaseName.of(app, environment), placement, project, each, secrets),
        new HostsPreflight(app, placement, clock),
        owner,
        notices);
  }

  private static ReleaseRuntime runtime(List<OneHost> each) {
    return new HostsRuntime(
        each.stream().map(one -> new RuntimeOnHost(one.host(), one.runtime())).toList());
  }

  private HostRehearsals rehearsals(
      Placement.OnHosts placement,
      ComposePlace project,
      List<OneHost> each,
      Masker masker,
      Queue<String> notices) {
    Optional<OneHost> ofDatabase =
        placement
            .database()
            .flatMap(database ->
                switch (database) {
                  case DatabasePlace.Given _ -> Optional.empty();
                  case DatabasePlace.Container container -> Optional.of(host(container, each));
                });
    ReachedHost host = ofDatabase.orElse(each.getFirst()).host();
    ComposePlace apart =
        project.rehearsal(ofDatabase.map(_ -> DatabaseOnHost.container(project.project())));
    return new HostRehearsals(
        host,
        new ComposeRuntime(host, apart, masker, clock, notices::add),
        new BesideReleases(host, apart, clock, notices::add),
        ofDatabase.isPresent());
  }

  private static Edge edge(List<OneHost> each) {
    return new HostsEdge(
        new Hosts(each.stream().map(OneHost::host).toList()),
        host ->
            each.stream()
                .filter(one -> one.host().name().equals(host.name()))
                .findFirst()
                .orElseThrow()
                .edge());
  }

  private static NginxSite site(
      AppName app, EnvironmentName environment, Path directory, NginxSpec nginx) {
    NginxPlace place =
        switch (nginx.where()) {
          case NginxSpec.Where.OnHost _ -> NginxPlace.OnHost.PACKAGED;
          case NginxSpec.Where.InContainer(var image) -> new NginxPlace.InContainer(image);
        };
    // Each environment has a port of its own, so that nothing is told apart by the name.
    return new NginxSite(app, environment, directory, place, nginx.tls(), Optional.empty());
  }

  private HostedDatabase database(
      DatabaseName live,
      Placement.OnHosts placement,
      ComposePlace project,
      List<OneHost> each,
      EnvironmentSecrets secrets) {
    if (placement.database().isEmpty()) {
      return new HostedDatabase.None();
    }
    return switch (placement.database().get()) {
      case DatabasePlace.Given given ->
          new HostedDatabase.Given(given, secrets, here, PostgresInstallations.of(here));
      case DatabasePlace.Container container -> {
        OneHost on = host(container, each);
        HostSpec spec = spec(on.host().name(), placement);
        DatabaseOnHost database =
            new DatabaseOnHost(
                on.host(),
                container,
                project.project(),
                on.beside(),
                new FenceOnHost(on.host(), project.directory()));
        yield new HostedDatabase.InContainer(
            new ContainerDatabaseServer(
                on.host(),
                container.port(),
                database,
                running ->
                    AppAddress.of(
                        container, running.address(), spec.login().address(), each.size()),
                passwords,
                live),
            database,
            passwords,
            live);
      }
    };
  }

  private static OneHost host(DatabasePlace.Container container, List<OneHost> each) {
    return each.stream()
        .filter(one -> container.host().map(one.host().name()::equals).orElse(true))
        .findFirst()
        .orElseThrow();
  }

  private static HostSpec spec(HostName name, Placement.OnHosts placement) {
    return placement.hosts().stream()
        .filter(host -> host.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

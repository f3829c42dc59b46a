package dev.backline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.backup.PostgresTools;
import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.config.ServiceName;
import dev.backline.config.TaskName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.edge.Edge;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.Host;
import dev.backline.host.HostOutcomes;
import dev.backline.host.HostPort;
import dev.backline.host.Hosts;
import dev.backline.host.ReachedHost;
import dev.backline.host.examine.PlaceFinding;
import dev.backline.host.fence.Owner;
import dev.backline.pipeline.DeliveryNeed;
import dev.backline.pipeline.EnvironmentPlace;
import dev.backline.pipeline.Opening;
import dev.backline.pipeline.RehearsalPlace;
import dev.backline.registry.retention.ImagePlace;
import dev.backline.runtime.PortVariables;
import dev.backline.runtime.ReleaseContent;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ProjectOnHost;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An environment on hosts: releases as containers of a Compose project on each, nginx in front.
 *
 * @param notices what a person should hear, such as that a file was changed by hand
 */
record HostsPlace(
    List<OneHost> each,
    ReleaseRuntime runtime,
    RehearsalPlace rehearsals,
    Edge edge,
    ImagesToHosts images,
    HostedDatabase database,
    HostsPreflight preflight,
    Supplier<Owner> owner,
    Queue<String> notices)
    implements EnvironmentPlace {

  @Override
  public RunningServer server(Duration limit) throws InterruptedException {
    return database.server(limit);
  }

  @Override
  public DatabaseAccess database(Duration limit) throws InterruptedException {
    return database.reach(limit);
  }

  @Override
  public PostgresTools tools() throws InterruptedException {
    return database.tools();
  }

  @Override
  public List<PlaceFinding> examine(DeliveryNeed need) throws InterruptedException {
    return preflight.examine(each, images, need);
  }

  @Override
  public void claim() throws InterruptedException {
    Owner us = owner.get();
    // First only looked at: on none is it claimed where one of them is another's.
    Set<HostName> nobodys = ConcurrentHashMap.newKeySet();
    String tried = "seeing whose the environment is";
    require(
        new Hosts(hosts())
            .onEach(host -> {
              if (!of(host).ownership().isOf(us)) {
                nobodys.add(host.name());
              }
            }),
        tried);
    if (!nobodys.isEmpty()) {
      require(new Hosts(hosts()).onEach(host -> of(host).ownership().claim(us)), tried);
    }
  }

  private static void require(HostOutcomes outcomes, String tried) {
    Optional<Failure> failure = outcomes.failure(tried);
    if (failure.isPresent()) {
      throw failure.get().toException();
    }
  }

  @Override
  public ReleaseContent bring(ArtifactDigest artifact, Fence fence, CommandOutput output)
      throws InterruptedException {
    return images.bring(artifact, hosts(), output);
  }

  @Override
  public void tag(ArtifactDigest artifact, List<ArtifactTag> tags, CommandOutput output)
      throws InterruptedException {
    images.tag(artifact, tags, output);
  }

  @Override
  public List<ImagePlace> imagePlaces() {
    return Stream.concat(
            each.stream().map(one -> one.images(images.app(), images.repository())),
            images.inRegistry().stream())
        .toList();
  }

  @Override
  public void startBeside(
      List<BesideSpec.Accessory> accessories,
      Map<TaskName, BesideSpec.Task> tasks,
      Optional<Slot> serving,
      Fence fence)
      throws InterruptedException {
    Optional<Failure> failure =
        new Hosts(hosts())
            .onAll(
                host ->
                    of(host)
                        .beside()
                        .ensure(
                            new BesideSpec(
                                database.beside(host), Optional.empty(), accessories, tasks),
                            serving,
                            fence),
                // What the release before had beside it is started by this step's own undo.
                host -> {})
            .failure("starting what runs beside the releases");
    if (failure.isPresent()) {
      throw failure.get().toException();
    }
  }

  @Override
  public void addBeside(List<BesideSpec.Accessory> accessories, Fence fence)
      throws InterruptedException {
    require(
        new Hosts(hosts()).onEach(host -> of(host).beside().add(accessories, fence)),
        "starting what the release may need beside it");
  }

  @Override
  public List<String> troublesBeside(
      SequencedCollection<ServiceName> services, Set<ServiceName> fresh)
      throws InterruptedException {
    Map<HostName, List<String>> found = new ConcurrentHashMap<>();
    require(
        new Hosts(hosts())
            .onEach(host -> found.put(host.name(), of(host).beside().troubles(services, fresh))),
        "seeing whether all runs beside the release");
    return hosts().stream()
        .map(ReachedHost::name)
        .flatMap(host -> found.getOrDefault(host, List.of()).stream().map(it -> host + ": " + it))
        .toList();
  }

  @Override
  public void stopBeside(List<ServiceName> services, Duration grace, Fence fence)
      throws InterruptedException {
    require(
        new Hosts(hosts()).onEach(host -> of(host).beside().stop(services, grace, fence)),
        "stopping what runs beside the release");
  }

  @Override
  public List<Opening> open(int port) throws InterruptedException {
    List<Opening> openings = new ArrayList<>();
    try {
      for (ReachedHost host : hosts()) {
        HostPort here = host.forward(port);
        URI url = URI.create("http://127.0.0.1:" + here.port());
        openings.add(new Opening(host.name(), url, here::close));
      }
      return List.copyOf(openings);
    } catch (RuntimeException | InterruptedException e) {
      openings.forEach(Opening::close);
      throw e;
    }
  }

  @Override
  public CommandResult exec(
      Optional<HostName> where,
      Slot slot,
      Argv command,
      PortVariables release,
      Duration limit,
      CommandOutput output)
      throws InterruptedException {
    // A container hands its variables on.
    return projects().stream()
        .filter(project -> where.map(project.name()::equals).orElse(true))
        .findFirst()
        .orElseThrow(() -> unknown(where.orElseThrow()))
        .exec(slot, command, limit, output);
  }

  private RuntimeException unknown(HostName name) {
    return Failure.usage(
            "finding the host " + name,
            "the environment has no such host",
            "there are: "
                + hosts().stream()
                    .map(host -> host.name().value())
                    .collect(Collectors.joining(", ")))
        .toException();
  }

  @Override
  public List<ProjectOnHost> projects() {
    return each.stream().map(OneHost::project).toList();
  }

  @Override
  public List<String> noticed() {
    return Stream.generate(notices::poll).takeWhile(Objects::nonNull).toList();
  }

  private List<ReachedHost> hosts() {
    return each.stream().map(OneHost::host).toList();
  }

  private OneHost of(Host host) {
    return each.stream()
        .filter(one -> one.host().name().equals(host.name()))
        .findFirst()
        .orElseThrow();
  }
}

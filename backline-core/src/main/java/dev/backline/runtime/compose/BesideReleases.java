package dev.backline.runtime.compose;

import dev.backline.config.ServiceName;
import dev.backline.host.Fence;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.DockerCommands;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.BesideDeclarations.Serving;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** What runs beside an environment's releases on a host: database, edge, accessories. */
public final class BesideReleases {

  private static final String TASK = "task_";

  private final ComposePlace place;
  private final ProjectSite site;

  /**
   * @param notices told of what somebody has changed by hand
   */
  public BesideReleases(
      ReachedHost host, ComposePlace place, InstantSource clock, Consumer<String> notices) {
    this.place = place;
    this.site = new ProjectSite(host, place, clock, notices);
  }

  /**
   * Sees that all of it runs as declared, and that what is declared no more is gone. A database
   * that has a container keeps it, whatever its declaration says now: it would be down meanwhile.
   *
   * @param serving the slot whose release serves, for accessories that run the app's own image;
   *     they and tasks are left out if empty
   */
  public void ensure(BesideSpec spec, Optional<Slot> serving, Fence fence)
      throws InterruptedException {
    String tried = "starting what runs beside the releases";
    site.admit(fence, tried);
    Records records = site.folder().read();
    Optional<Serving> now =
        serving.flatMap(slot ->
            records
                .slot(slot)
                // What was never started has no file of variables yet.
                .filter(record -> record.started().isPresent())
                .map(record -> new Serving(slot, record.image())));
    Beside beside = new BesideDeclarations(place.project(), spec, now).declared();
    site.engine().ensureNetwork();
    createVolumes(beside, fence, tried);
    site.write(records.with(beside), new LinkedHashMap<>(spec.files()), fence);
    removeOthers(records.beside(), beside, fence);
    up(beside, fence, tried);
  }

  /**
   * Starts those with images of their own that do not run, and leaves alone those that do, whatever
   * is declared of them now.
   */
  public void add(List<BesideSpec.Accessory> accessories, Fence fence) throws InterruptedException {
    String tried = "starting what the release may need beside it";
    site.admit(fence, tried);
    BesideSpec spec = new BesideSpec(Optional.empty(), Optional.empty(), accessories, Map.of());
    Beside wanted = new BesideDeclarations(place.project(), spec, Optional.empty()).declared();
    Records records = site.folder().read();
    Beside all = records.beside().and(wanted);
    SequencedMap<String, Secret> variables = new LinkedHashMap<>(spec.files());
    records.beside().services().keySet().forEach(known -> variables.remove(BesideSpec.file(known)));
    site.engine().ensureNetwork();
    // Known before they are there, so that nothing is left that nobody knows of.
    site.write(records.with(all), variables, fence);
    createVolumes(all, fence, tried);
    List<String> names = List.copyOf(wanted.services().keySet());
    site.engine().change(site.engine().compose().upAsTheyAre(names), fence, tried);
  }

  /**
   * What is wrong with some of it, in words, each with its name: it does not run, or the engine had
   * to start it again since its container was made.
   *
   * @param fresh whose containers are this release's own: others may have restarted long ago
   */
  public List<String> troubles(SequencedCollection<ServiceName> services, Set<ServiceName> fresh)
      throws InterruptedException {
    List<String> troubles = new ArrayList<>();
    for (ServiceName service : services) {
      String container = place.project().container(service.value());
      Optional<Container> found = site.engine().inspect(container);
      Optional<String> trouble =
          found.isEmpty()
              ? Optional.of("has no container")
              : trouble(found.get(), fresh.contains(service));
      trouble.ifPresent(told -> troubles.add(service + " " + told));
    }
    return List.copyOf(troubles);
  }

  private static Optional<String> trouble(Container container, boolean fresh) {
    if (fresh && container.restarts() > 0) {
      return Optional.of(
          "ended and was started again, %d times so far, last with status %d"
              .formatted(container.restarts(), container.exitStatus()));
    }
    return container.running()
        ? Optional.empty()
        : Optional.of("does not run; it ended with status " + container.exitStatus());
  }

  /** Stops some of it until it is started again; what is not there is stopped. */
  public void stop(List<ServiceName> services, Duration grace, Fence fence)
      throws InterruptedException {
    site.admit(fence, "stopping what runs beside the releases");
    for (ServiceName service : services) {
      site.engine().stop(place.project().container(service.value()), grace, fence);
    }
  }

  /**
   * Takes all of it away, with its volumes and the network: for what was only tried. Repeating it
   * changes nothing.
   */
  public void clear(Fence fence) throws InterruptedException {
    site.admit(fence, "taking away what ran beside releases that were tried");
    Records records = site.folder().read();
    Beside beside = records.beside();
    if (!beside.services().isEmpty()) {
      List<String> containers =
          beside.services().keySet().stream().map(place.project()::container).toList();
      site.engine().remove(containers, fence);
      for (String volume : beside.volumes()) {
        site.engine().removeVolume(place.project().volume(volume), fence);
      }
      site.write(records.with(Beside.NOTHING), new LinkedHashMap<>(), fence);
    }
    site.engine().removeNetwork(fence);
  }

  /** Makes the database's container anew, as it is declared now; its data stays. */
  public void recreateDatabase(Fence fence) throws InterruptedException {
    String tried = "making the database's container anew";
    site.admit(fence, tried);
    site.engine()
        .change(site.engine().compose().up(List.of(BesideDeclarations.DATABASE)), fence, tried);
  }

  private void createVolumes(Beside beside, Fence fence, String tried) throws InterruptedException {
    for (String volume : beside.volumes()) {
      site.engine()
          .change(DockerCommands.createVolume(place.project().volume(volume)), fence, tried);
    }
  }

  private void up(Beside beside, Fence fence, String tried) throws InterruptedException {
    List<String> services = new ArrayList<>(beside.services().keySet());
    services.removeIf(name -> name.startsWith(TASK));
    if (services.remove(BesideDeclarations.DATABASE)) {
      site.engine()
          .change(
              site.engine().compose().upAsTheyAre(List.of(BesideDeclarations.DATABASE)),
              fence,
              tried);
    }
    if (!services.isEmpty()) {
      site.engine().change(site.engine().compose().up(services), fence, tried);
    }
  }

  /** A database that was declared before is left to a person, since others may use its data. */
  private void removeOthers(Beside before, Beside now, Fence fence) throws InterruptedException {
    List<String> gone = new ArrayList<>(before.services().keySet());
    gone.removeAll(now.services().keySet());
    gone.remove(BesideDeclarations.DATABASE);
    gone.removeIf(name -> name.startsWith(TASK));
    if (!gone.isEmpty()) {
      site.engine().remove(gone.stream().map(place.project()::container).toList(), fence);
    }
  }
}

package dev.backline.runtime.compose;

import dev.backline.host.Fence;
import dev.backline.host.ReachedHost;
import dev.backline.secret.Secret;
import java.time.InstantSource;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** A project where it lies: its files, and the engine that runs it. */
final class ProjectSite {

  private final ComposePlace place;
  private final InstantSource clock;
  private final ProjectFolder folder;
  private final Engine engine;
  private volatile boolean made;

  ProjectSite(ReachedHost host, ComposePlace place, InstantSource clock, Consumer<String> notices) {
    this.place = place;
    this.clock = clock;
    this.folder = new ProjectFolder(host, place.directory(), notices);
    this.engine = new Engine(host, folder.fences(), place);
  }

  ProjectFolder folder() {
    return folder;
  }

  Engine engine() {
    return engine;
  }

  /** Lets pass only who has the highest token that this host has seen. */
  void admit(Fence fence, String tried) throws InterruptedException {
    if (!made) {
      folder.make();
      made = true;
    }
    folder.fences().admit(fence, tried);
  }

  /** Writes the whole project, and these files of variables with it. */
  void write(Records records, SequencedMap<String, Secret> variables, Fence fence)
      throws InterruptedException {
    ComposeProject project =
        new ComposeProject(
            place.project(), place.ports(), place.grace(), records.slots(), records.beside());
    folder.write(project, records, variables, fence, clock.instant());
  }
}

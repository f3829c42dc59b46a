package dev.backline;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.host.Fence;
import dev.backline.pipeline.Opening;
import dev.backline.pipeline.RehearsalPlace;
import dev.backline.runtime.ReleaseRuntime;
import java.util.Optional;

/** As processes of this machine, like those that serve: nothing is shut off but by its role. */
record LocalRehearsals(ReleaseRuntime runtime) implements RehearsalPlace {

  @Override
  public boolean onThisMachine() {
    return true;
  }

  @Override
  public Optional<String> lacking() {
    return Optional.empty();
  }

  @Override
  public DatabaseAccess forReleases(RunningServer server, DatabaseAccess copy) {
    return server.forApp(copy);
  }

  @Override
  public CommandWay forCommands(DatabaseAccess here) {
    return new CommandWay(here, () -> {});
  }

  @Override
  public Opening open(int port) {
    return Opening.here(port);
  }

  @Override
  public void end(Fence fence) {}
}

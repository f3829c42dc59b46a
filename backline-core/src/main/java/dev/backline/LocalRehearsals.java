package dev.backline;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import dev.backline.host.Fence;
import dev.backline.pipeline.Opening;
import dev.backline.pipeline.RehearsalPlace;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.process.RehearsalNetwork;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * As processes of this machine, like those that serve, but in a network in which nothing answers
 * them but the copy.
 */
record LocalRehearsals(ReleaseRuntime runtime, RehearsalNetwork network) implements RehearsalPlace {

  @Override
  public boolean onThisMachine() {
    return true;
  }

  @Override
  public String shutOff() throws InterruptedException {
    return network.shutOff().map(why -> "not shut off: " + why).orElse("shut off");
  }

  @Override
  public void startBeside(List<BesideSpec.Accessory> services, Fence fence) {}

  @Override
  public DatabaseAccess forReleases(RunningServer server, DatabaseAccess copy) {
    DatabaseAccess access = server.forApp(copy);
    return through(way(access), access);
  }

  @Override
  public CommandWay forCommands(DatabaseAccess here) {
    InetSocketAddress way = way(here);
    return new CommandWay(through(way, here), () -> network.close(way));
  }

  private InetSocketAddress way(DatabaseAccess access) {
    return network.wayTo(new InetSocketAddress(access.host(), access.port()));
  }

  private static DatabaseAccess through(InetSocketAddress way, DatabaseAccess access) {
    return access.at(new ServerAddress(way.getHostString(), way.getPort()));
  }

  @Override
  public Opening open(int port) {
    return Opening.here(port);
  }

  @Override
  public void end(Fence fence) throws InterruptedException {
    network.end();
  }
}

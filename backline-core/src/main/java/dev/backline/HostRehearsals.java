package dev.backline;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.database.ServerAddress;
import dev.backline.database.container.AppAddress;
import dev.backline.host.Fence;
import dev.backline.host.HostPort;
import dev.backline.host.ReachedHost;
import dev.backline.pipeline.Opening;
import dev.backline.pipeline.RehearsalPlace;
import dev.backline.runtime.compose.BesideReleases;
import dev.backline.runtime.compose.BesideSpec;
import dev.backline.runtime.compose.ComposeRuntime;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;

/**
 * In a Compose project of their own on one host of the environment: the one that its database runs
 * on, or else the first.
 *
 * @param inContainer whether the database runs in a container there; then releases that are tried
 *     reach that container and nothing else
 */
record HostRehearsals(
    ReachedHost host, ComposeRuntime runtime, BesideReleases beside, boolean inContainer)
    implements RehearsalPlace {

  @Override
  public boolean onThisMachine() {
    return false;
  }

  /** The network of the project does it, from its start. */
  @Override
  public String shutOff() {
    return inContainer
        ? "shut off from other machines, but for migrations and tasks: they run in their host's"
            + " network"
        : "not shut off: the database is reached through the network";
  }

  @Override
  public void startBeside(List<BesideSpec.Accessory> services, Fence fence)
      throws InterruptedException {
    if (!services.isEmpty()) {
      beside.add(services, fence);
    }
  }

  @Override
  public DatabaseAccess forReleases(RunningServer server, DatabaseAccess copy) {
    return inContainer ? copy.at(AppAddress.IN_NETWORK) : server.forApp(copy);
  }

  @Override
  public CommandWay forCommands(DatabaseAccess here) throws InterruptedException {
    HostPort there = host.reverse(0, new InetSocketAddress(here.host(), here.port()));
    return new CommandWay(here.at(new ServerAddress("127.0.0.1", there.port())), there::close);
  }

  @Override
  public Opening open(int port) throws InterruptedException {
    HostPort here = host.forward(port);
    URI url = URI.create("http://127.0.0.1:" + here.port());
    return new Opening(host.name(), url, here::close);
  }

  @Override
  public void end(Fence fence) throws InterruptedException {
    beside.clear(fence);
    runtime.dissolve(fence);
  }
}

package dev.backline.pipeline;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.RunningServer;
import dev.backline.host.Fence;
import dev.backline.runtime.ReleaseRuntime;
import dev.backline.runtime.compose.BesideSpec;
import java.util.List;

/** Where releases are only tried, apart from those that serve: one machine of the environment. */
public interface RehearsalPlace {

  /** Runs what is tried. */
  ReleaseRuntime runtime();

  /** Whether its releases share the memory of the machine that asks. */
  boolean onThisMachine();

  /**
   * Shuts off what will be tried from all that is not the copy, as far as that can be done there.
   *
   * @return how far, for the proof
   */
  String shutOff() throws InterruptedException;

  /**
   * Starts services of their own for the releases that are tried, with nothing in them; those that
   * run already stay as they are. Of this machine, none.
   */
  void startBeside(List<BesideSpec.Accessory> services, Fence fence) throws InterruptedException;

  /**
   * A copy of the database as the releases that are tried reach it.
   *
   * @param copy as it is reached from this machine
   */
  DatabaseAccess forReleases(RunningServer server, DatabaseAccess copy);

  /**
   * Opens a way for the commands that are tried to what this machine reaches, such as a proxy of
   * its own.
   *
   * @param here as it is reached from this machine
   */
  CommandWay forCommands(DatabaseAccess here) throws InterruptedException;

  /** Opens a way from this machine to a slot. */
  Opening open(int port) throws InterruptedException;

  /** Takes away what is left once nothing is tried any more. Repeating it changes nothing. */
  void end(Fence fence) throws InterruptedException;

  /**
   * A way to a database, until it is closed.
   *
   * @param access as commands reach it
   * @param end what closing it does
   */
  record CommandWay(DatabaseAccess access, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
      end.run();
    }
  }
}

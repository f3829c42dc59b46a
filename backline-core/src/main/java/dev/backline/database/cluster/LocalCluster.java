package dev.backline.database.cluster;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.Deadline;
import dev.backline.database.DurableFile;
import dev.backline.database.RoleName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.secret.Secret;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The PostgreSQL cluster of a data directory. Its server outlives the process that started it and
 * is found again by any other. Several processes may start it at once: one does, all use it. It
 * listens on 127.0.0.1 only.
 */
public final class LocalCluster {

  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final int MOST_STARTS = 5;

  private final Host host;
  private final ClusterLayout layout;
  private final PostgresInstallations installations;

  /**
   * @param host this machine
   */
  public LocalCluster(DataDirectory directory, Host host) {
    this(directory.postgres(), host, PostgresInstallations.of(host));
  }

  LocalCluster(Path root, Host host, PostgresInstallations installations) {
    this.host = host;
    this.layout = new ClusterLayout(root.toAbsolutePath().normalize());
    this.installations = installations;
  }

  /** What is there now; changes nothing. */
  public ClusterStatus status() {
    try {
      if (layout.major().isEmpty()) {
        return new ClusterStatus.Absent();
      }
      int major = layout.major().getAsInt();
      return Postmaster.of(layout.data())
          .<ClusterStatus>map(server ->
              new ClusterStatus.Running(major, server.pid(), server.port(), server.ready()))
          .orElse(new ClusterStatus.Stopped(major));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Makes the cluster if there is none, starts its server if none runs, and waits until it accepts
   * connections.
   *
   * @param limit how long all this may take
   * @throws BacklineException with {@code UNAVAILABLE}
   */
  public RunningCluster start(Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.in(limit);
    try {
      DurableFile.createDirectories(layout.root());
      try (ClusterLock lock = ClusterLock.take(layout.lock(), limit)) {
        return startLocked(deadline);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Stops the server: open transactions are rolled back, clients disconnected. Nothing happens if
   * none runs.
   *
   * @param limit how long this may take
   */
  public void stop(Duration limit) throws InterruptedException {
    if (!(status() instanceof ClusterStatus.Running)) {
      return;
    }
    try (ClusterLock lock = ClusterLock.take(layout.lock(), limit)) {
      if (status() instanceof ClusterStatus.Running running) {
        stopLocked(installations.ofMajor(running.major()), limit);
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Bytes free on the disk that it lies on; empty if there is no cluster yet. */
  public OptionalLong freeBytes() {
    try {
      return Files.exists(layout.root())
          ? OptionalLong.of(Files.getFileStore(layout.root()).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private RunningCluster startLocked(Deadline deadline) throws IOException, InterruptedException {
    PostgresBinaries binaries = fittingBinaries();
    if (Postmaster.of(layout.data()).isPresent()) {
      return running(binaries, awaitReady(deadline), false, List.of());
    }
    ServerUser user = ServerUser.of(host, layout.root());
    if (layout.major().isEmpty()) {
      new ClusterInitialisation(host, layout, binaries, user).run(deadline.left());
    }
    List<String> notes = new ArrayList<>();
    launch(binaries, user, notes, deadline);
    return running(binaries, awaitReady(deadline), true, notes);
  }

  private PostgresBinaries fittingBinaries() throws IOException, InterruptedException {
    if (layout.major().isEmpty()) {
      return installations.newest();
    }
    try {
      return installations.ofMajor(layout.major().getAsInt());
    } catch (BacklineException e) {
      throw Failure.unavailable(
              "starting the PostgreSQL cluster in " + layout.data(),
              "it was made by PostgreSQL " + layout.major().getAsInt() + "; " + e.failure().why(),
              e.failure().remedy())
          .toException(e);
    }
  }

  private void launch(
      PostgresBinaries binaries, ServerUser user, List<String> notes, Deadline deadline)
      throws IOException, InterruptedException {
    for (int start = 1; ; start++) {
      clearWhatACrashLeft(deadline);
      int port = usablePort(notes);
      DurableFile.write(layout.settings(), ClusterSettings.text(port));
      user.adopt(host, List.of(layout.settings()));
      CommandResult result = host.run(startCommand(binaries, user, deadline));
      if (result.succeeded()) {
        return;
      }
      // Between the look and the start somebody may have taken the port; nothing else is retried.
      if (start == MOST_STARTS || LoopbackPort.isFree(port)) {
        throw Failure.unavailable(
                "starting the PostgreSQL server in " + layout.data(),
                result.lastWords() + "; its log ends: " + ServerLog.lastLines(layout),
                "read the log in " + layout.data().resolve("log"))
            .toException();
      }
    }
  }

  private void clearWhatACrashLeft(Deadline deadline) throws IOException, InterruptedException {
    while (Postmaster.isInUse(layout.data())) {
      deadline.check("waiting for the processes of a crashed PostgreSQL server to end");
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
    // PostgreSQL refuses to start when the process id in this file is taken, be it by a stranger.
    Files.deleteIfExists(layout.data().resolve("postmaster.pid"));
  }

  private int usablePort(List<String> notes) throws IOException {
    int before = layout.port().orElse(0);
    if (before != 0 && LoopbackPort.isFree(before)) {
      return before;
    }
    int chosen = LoopbackPort.choose();
    if (before != 0) {
      notes.add(
          "port "
              + before
              + " is used by another program: PostgreSQL listens on port "
              + chosen
              + " from now on");
    }
    return chosen;
  }

  private HostCommand startCommand(PostgresBinaries binaries, ServerUser user, Deadline deadline) {
    return HostCommand.of(
            user.wrap(
                List.of(
                    binaries.program("pg_ctl"),
                    "start",
                    "--wait",
                    "--timeout=" + Math.max(1, deadline.left().toSeconds()),
                    "--pgdata=" + layout.data(),
                    "--log=" + layout.startLog())))
        .in(layout.root())
        .within(deadline.left().plusSeconds(2));
  }

  private Postmaster awaitReady(Deadline deadline) throws InterruptedException {
    while (true) {
      Optional<Postmaster> server = Postmaster.of(layout.data());
      if (server.isPresent() && server.get().ready()) {
        return server.get();
      }
      deadline.check("waiting for PostgreSQL in " + layout.data() + " to accept connections");
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private RunningCluster running(
      PostgresBinaries binaries, Postmaster server, boolean started, List<String> notes)
      throws IOException {
    Secret password = Secret.of(Files.readString(layout.superuserPassword()).strip());
    DatabaseAccess admin =
        new DatabaseAccess(
            "127.0.0.1",
            server.port(),
            new DatabaseName("postgres"),
            new RoleName("postgres"),
            password);
    return new RunningCluster(binaries, admin, server.pid(), started, notes);
  }

  private void stopLocked(PostgresBinaries binaries, Duration limit) throws InterruptedException {
    ServerUser user = ServerUser.of(host, layout.root());
    CommandResult result =
        host.run(
            HostCommand.of(
                    user.wrap(
                        List.of(
                            binaries.program("pg_ctl"),
                            "stop",
                            "--mode=fast",
                            "--wait",
                            "--timeout=" + Math.max(1, limit.toSeconds()),
                            "--pgdata=" + layout.data())))
                .in(layout.root())
                .within(limit.plusSeconds(2)));
    if (!result.succeeded() && status() instanceof ClusterStatus.Running) {
      throw Failure.unavailable(
              "stopping the PostgreSQL server in " + layout.data(),
              result.lastWords(),
              "read the log in " + layout.data().resolve("log"))
          .toException();
    }
  }

  private RuntimeException unreadable(IOException e) {
    return Failure.unavailable(
            "using the PostgreSQL cluster in " + layout.root(),
            e.toString(),
            "check the directory's owner, mode and free space")
        .toException(e);
  }
}

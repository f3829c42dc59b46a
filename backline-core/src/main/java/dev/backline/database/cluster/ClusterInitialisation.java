package dev.backline.database.cluster;

import dev.backline.database.DurableFile;
import dev.backline.database.RandomPassword;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import dev.backline.host.local.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a cluster: in a directory of another name, renamed when all is done. So what bears the data
 * directory's name is complete, and what bears the other one may be thrown away.
 */
record ClusterInitialisation(
    Host host, ClusterLayout layout, PostgresBinaries binaries, ServerUser user) {

  private static final int FIRST_MAJOR_WITH_BUILTIN_LOCALES = 17;

  void run(Duration limit) throws IOException, InterruptedException {
    refuseToTouchUnknownFiles();
    DirectoryTree.delete(layout.unfinished());
    keepPassword();
    initialise(limit);
    configure(layout.unfinished());
    DurableFile.rename(layout.unfinished(), layout.data());
  }

  private void refuseToTouchUnknownFiles() {
    if (Files.exists(layout.data())) {
      throw Failure.unavailable(
              "making a PostgreSQL cluster",
              layout.data() + " is there already and holds no complete cluster (no PG_VERSION)",
              "look at what it is and move it away; Backline does not delete it")
          .toException();
    }
  }

  private void keepPassword() throws IOException, InterruptedException {
    if (!Files.exists(layout.superuserPassword())) {
      DurableFile.write(layout.superuserPassword(), RandomPassword.create().reveal() + "\n");
    }
    user.adopt(host, List.of(layout.root(), layout.superuserPassword()));
  }

  private void initialise(Duration limit) throws InterruptedException {
    CommandResult result = host.run(HostCommand.of(user.wrap(initdb())).within(limit));
    if (!result.succeeded()) {
      throw Failure.unavailable(
              "making a PostgreSQL cluster in " + layout.root(),
              "initdb failed: " + String.join(" ", result.stderr()) + result.lastWords(),
              "check the disk's free space and the directory's owner, then try again")
          .toException();
    }
  }

  private List<String> initdb() {
    List<String> argv =
        new ArrayList<>(
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + layout.unfinished(),
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + layout.superuserPassword(),
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
    if (binaries.major() >= FIRST_MAJOR_WITH_BUILTIN_LOCALES) {
      // Sorts the same whatever C library the machine is upgraded to.
      argv.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    }
    return argv;
  }

  private void configure(Path data) throws IOException, InterruptedException {
    Path settings = data.resolve(ClusterSettings.FILE);
    Path access = data.resolve("pg_hba.conf");
    Path main = data.resolve("postgresql.conf");
    DurableFile.write(settings, ClusterSettings.text(LoopbackPort.choose()));
    DurableFile.write(access, ClusterSettings.hostBasedAuthentication());
    Files.writeString(
        main, "\ninclude '" + ClusterSettings.FILE + "'\n", StandardOpenOption.APPEND);
    DurableFile.sync(main);
    user.adopt(host, List.of(settings, access, main));
  }
}

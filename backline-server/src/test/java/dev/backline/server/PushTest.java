package dev.backline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.config.AppName;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.server.Git.Said;
import dev.backline.source.CommitId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real git against a real controller. */
@Timeout(120)
class PushTest {

  private static final String QUICK = "mkdir -p out && cp page.html out/\n";

  @TempDir Path folder;
  private Installed installed;
  private Controller controller;
  private Git app;

  @BeforeEach
  void start() throws Exception {
    installed = new Installed(folder.resolve("data"));
    controller = Controller.start(installed.backline, 0);
    app = installed.app(folder.resolve("app"), "exit 1\n");
  }

  @AfterEach
  void stop() throws Exception {
    installed.close();
    controller.close();
  }

  @Test
  void pushStartsARunAndNamesIt() throws Exception {
    String commit = app.commit("one");

    Said said = push("main");

    assertThat(said.status()).as(said.text()).isZero();
    RunRecord run = installed.runs().getFirst();
    assertThat(said.text())
        .contains("run " + run.id() + " deploys " + commit.substring(0, 7))
        .contains("to dev; follow it with: backline run " + run.id());
    assertThat(run.request().requestedBy()).isEqualTo("a push to main with token tester");
    assertThat(installed.tip("main")).contains(new CommitId(commit));
  }

  @Test
  void wrongTokenAndNoneAreRefusedAndChangeNothing() throws Exception {
    app.commit("one");

    Said wrong =
        app.run("push", installed.remote(controller.url(), "tiny", "bl_wrong"), "HEAD:main");
    Said none = app.run("push", controller.url() + "/git/tiny.git", "HEAD:main");

    assertThat(wrong.status()).isNotZero();
    assertThat(wrong.text()).contains("Authentication failed");
    assertThat(none.status()).isNotZero();
    assertThat(installed.runs()).isEmpty();
    assertThat(installed.backline.parts().repositories().exists(Installed.APP)).isFalse();
  }

  @Test
  void branchThatNobodyFollowsIsRefusedWithThoseThatAreFollowed() throws Exception {
    app.commit("one");

    Said said = push("feature");

    assertThat(said.status()).isNotZero();
    assertThat(said.text())
        .contains("no environment follows the branch feature")
        .contains("dev follows main");
    assertThat(installed.tip("feature")).isEmpty();
    assertThat(installed.runs()).isEmpty();
  }

  @Test
  void everyProblemOfTheConfigurationIsShownAndTheBranchStays() throws Exception {
    String good = app.commit("good");
    push("main");
    app.write("backline.yml", installed.config().replace("follows:", "folows:") + "surprise: 1\n")
        .commit("bad");

    Said said = push("main");

    assertThat(said.status()).isNotZero();
    assertThat(said.text()).contains("folows").contains("follows").contains("surprise");
    assertThat(installed.tip("main")).contains(new CommitId(good));
    assertThat(installed.runs()).hasSize(1);
  }

  @Test
  void commitWithoutAConfigurationIsRefused() throws Exception {
    Files.delete(app.checkout().resolve("backline.yml"));
    app.commit("none");

    assertThat(push("main").text()).contains("the commit has no such file").contains("init");
    assertThat(installed.tip("main")).isEmpty();
  }

  @Test
  void anotherAppsRepositoryIsRefusedEvenForACommitThatIsKnown() throws Exception {
    app.commit("one");
    push("main");

    Said said =
        app.run("push", installed.remote(controller.url(), "other", installed.token), "HEAD:main");

    assertThat(said.status()).isNotZero();
    assertThat(said.text()).contains("declares the app 'tiny'").contains("of 'other'");
    assertThat(installed.runs()).hasSize(1);
  }

  @Test
  void tagsDeletionsAndRewritesAreRefused() throws Exception {
    String first = app.commit("one");
    push("main");
    app.must("tag", "v1");

    Said tag = app.run("push", remote(), "v1");
    Said deletion = app.run("push", remote(), ":main");
    app.must("commit", "-q", "--amend", "-m", "rewritten");
    Said rewrite = app.run("push", "--force", remote(), "HEAD:main");

    assertThat(tag.text()).contains("push branches only");
    assertThat(deletion.text()).contains("rejected");
    assertThat(rewrite.text()).contains("rejected");
    assertThat(List.of(tag.status(), deletion.status(), rewrite.status())).doesNotContain(0);
    assertThat(installed.tip("main")).contains(new CommitId(first));
    assertThat(installed.runs()).hasSize(1);
  }

  @Test
  void strangeBranchNamesAreRefusedNotAFault() throws Exception {
    app.commit("one");

    assertThat(push("rätsel").text()).contains("is not a branch name");
  }

  @Test
  void ofTwoPushesAtOnceOneWins() throws Exception {
    app.commit("base");
    push("main");
    Git other = new Git(folder.resolve("other"));
    app.must("clone", "-q", app.checkout().toString(), other.checkout().toString());
    List<Git> both = List.of(app.write("a", "1"), other.write("b", "2"));
    for (Git git : both) {
      git.commit("mine");
    }
    List<Callable<Said>> pushes =
        both.stream()
            .<Callable<Said>>map(git -> () -> git.run("push", remote(), "HEAD:main"))
            .toList();

    List<Said> said;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      said = threads.invokeAll(pushes).stream().map(Future::resultNow).toList();
    }

    assertThat(said).extracting(Said::status).as("" + said).containsOnlyOnce(0);
    int winner = said.get(0).status() == 0 ? 0 : 1;
    assertThat(installed.tip("main"))
        .contains(new CommitId(both.get(winner).must("rev-parse", "HEAD").strip()));
    assertThat(installed.runs()).hasSize(2);
  }

  @Test
  void namesThatAreNoAppsAreNotFoundAndMakeNothing() throws Exception {
    app.commit("one");

    for (String name : List.of("../x", "X", "..%2fx", "a.b", "tiny.git%2f..%2fx", "%2e%2e")) {
      assertThat(
              app.run(
                      "push",
                      installed.remote(controller.url(), name, installed.token),
                      "HEAD:main")
                  .status())
          .as(name)
          .isNotZero();
    }
    Path repositories = installed.data.repositories();
    assertThat(repositories.toFile().list())
        .satisfiesAnyOf(names -> assertThat(names).isNull(), names -> assertThat(names).isEmpty());
    assertThat(installed.data.root().resolve("x.git")).doesNotExist();
  }

  @Test
  void cloneWorksWithATokenAndMakesNoRepositoryWhereThereIsNone() throws Exception {
    String commit = app.commit("one");
    push("main");

    app.must("clone", "-q", remote(), folder.resolve("clone").toString());
    Said absent =
        app.run(
            "clone", installed.remote(controller.url(), "absent", installed.token), folder + "/x");

    assertThat(new Git(folder.resolve("clone")).must("rev-parse", "HEAD").strip())
        .isEqualTo(commit);
    assertThat(absent.text()).contains("not found");
    assertThat(installed.backline.parts().repositories().exists(new AppName("absent"))).isFalse();
  }

  @Test
  void newerPushTakesThePlaceOfAWaitingOne() throws Exception {
    Path go = folder.resolve("go");
    app.write("build.sh", "while [ ! -e " + go + " ]; do sleep 0.1; done; exit 1\n").commit("one");
    push("main");
    installed.newest(run -> run.status() == RunStatus.RUNNING);
    app.commit("two");
    push("main");
    app.commit("three");
    push("main");

    List<RunRecord> runs = installed.runs();
    Files.createFile(go);

    assertThat(runs).hasSize(3);
    assertThat(runs.get(1).status()).isEqualTo(RunStatus.SUPERSEDED);
    assertThat(runs.get(1).supersededBy()).contains(runs.get(0).id());
    assertThat(runs.get(2).status()).isEqualTo(RunStatus.RUNNING);
  }

  @Test
  void pushOfNothingRelevantSaysSoWithinASecond() throws Exception {
    app.write("build.sh", QUICK).commit("one");
    push("main");
    RunRecord deployed = installed.newest(run -> run.status().ended());
    assertThat(deployed.status()).as("" + deployed).isEqualTo(RunStatus.SUCCEEDED);
    app.write("README", "read me").commit("two");

    long start = System.nanoTime();
    Said said = push("main");
    long millis = (System.nanoTime() - start) / 1_000_000;

    assertThat(said.text()).contains("nothing changed that the release is made of");
    System.out.println("push with nothing to do: " + millis + " ms");
    assertThat(millis).isLessThan(1500);
  }

  private Said push(String branch) throws Exception {
    return app.run("push", remote(), "HEAD:refs/heads/" + branch);
  }

  private String remote() {
    return installed.remote(controller.url());
  }
}

package dev.backline.cli.demo;

import dev.backline.Backline;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Terminal;
import dev.backline.config.EnvironmentName;
import dev.backline.database.DatabaseName;
import dev.backline.database.catalogue.SchemaFingerprint;
import dev.backline.failure.Failure;
import dev.backline.journal.Fact;
import dev.backline.journal.RunId;
import dev.backline.journal.RunState;
import dev.backline.lease.LeaseScope;
import dev.backline.pipeline.DeliveryFacts;
import dev.backline.pipeline.RunParameters;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunRequest;
import dev.backline.run.RunStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The story that the demo tells. */
final class DemoStory {

  private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

  /** Several times what it takes: a machine may be slow, and Maven's cache empty. */
  private static final Duration FIRST_SERVED = Duration.ofMinutes(5);

  private static final String BAND = "nirvana-1967";

  private final DemoInstallation installation;
  private final MusicGraphCheckout checkout;
  private final Terminal terminal;
  private final Claims claims;
  private final Backline backline;
  private final Site dev;
  private final Site prod;
  private final Instant started;
  private final Map<RunId, Visitors.Count> visited = new HashMap<>();
  private Optional<Visitors> visitors = Optional.empty();

  DemoStory(
      DemoInstallation installation,
      MusicGraphCheckout checkout,
      DemoPorts ports,
      Terminal terminal,
      Claims claims,
      Instant started) {
    this.installation = installation;
    this.checkout = checkout;
    this.terminal = terminal;
    this.claims = claims;
    this.backline = installation.backline();
    this.dev = new Site(URI.create("http://127.0.0.1:" + ports.dev()));
    this.prod = new Site(URI.create("http://127.0.0.1:" + ports.prod()));
    this.started = started;
  }

  /** Tells it all. */
  void tell() throws IOException, InterruptedException {
    pushFirstEdition();
    promoteFirstEdition();
    addBandInProduction();
    try (Visitors all = Visitors.of(prod.address())) {
      visitors = Optional.of(all);
      deliverSecondEdition(all);
      promoteBrokenEdition(all);
      rollBackAndForward(all);
      all.reasons()
          .forEach((reason, times) -> terminal.note("   failed " + times + " times: " + reason));
    }
  }

  private void pushFirstEdition() throws InterruptedException {
    chapter(
        "git push to " + installation.url() + ": checks, build, deployment to dev, smoke tests");
    RunRecord run = push();
    claims.equal("the push was deployed to dev", RunStatus.SUCCEEDED, run.status());
    claims.equal(
        "dev serves the commit that was pushed",
        fact(run, DeliveryFacts.VERSION),
        Optional.of(dev.version()));
    claims.within(
        "dev serves",
        FIRST_SERVED,
        dev.serves(),
        Duration.between(started, Instant.now()),
        dev.address().toString());
  }

  private void promoteFirstEdition() throws InterruptedException {
    chapter(
        "promote to prod: the same artifact, a version, a backup, migrations, a switch, smoke"
            + " tests, a git tag");
    RunRecord deployed = lastRun();
    RunRecord run = run(RunKind.PROMOTE, Map.of());
    claims.equal("the promotion succeeded", RunStatus.SUCCEEDED, run.status());
    claims.equal(
        "prod runs the artifact that dev tested",
        fact(deployed, DeliveryFacts.DIGEST),
        fact(run, DeliveryFacts.DIGEST));
    claims.equal("prod serves v0.1.0-alpha", "v0.1.0-alpha", prod.version());
    claims.check(
        "its git tag holds the release notes",
        notes("v0.1.0-alpha").isPresent(),
        "git tag v0.1.0-alpha");
  }

  private void addBandInProduction() throws InterruptedException {
    chapter("somebody logs in to production and adds a band: the other Nirvana, of 1967");
    try (Administrator administrator =
        Administrator.logIn(prod.address(), installation.password(DemoInstallation.PROD))) {
      administrator.addBand(BAND, "Nirvana", "psychedelic-rock");
    }
    claims.check(
        "production has the band, dev does not", prod.hasBand(BAND) && !dev.hasBand(BAND), BAND);
  }

  private void deliverSecondEdition(Visitors visitors) throws IOException, InterruptedException {
    chapter(
        "a change with a migration: push, dev, promote, while visitors keep requesting production");
    checkout.apply("second-edition.patch");
    checkout.commit("Give bands a website");
    claims.equal("the change was deployed to dev", RunStatus.SUCCEEDED, push().status());
    Visitors.Count before = visitors.count();
    RunRecord run = run(RunKind.PROMOTE, Map.of());
    claims.equal("the promotion succeeded", RunStatus.SUCCEEDED, run.status());
    claims.equal("prod serves v0.2.0-alpha", "v0.2.0-alpha", prod.version());
    noneFailed(visitors, before);
    claims.check("the band is still there", prod.hasBand(BAND), BAND);
    claims.check(
        "a backup was taken before",
        fact(run, DeliveryFacts.BACKUP).isPresent(),
        fact(run, DeliveryFacts.BACKUP).orElse("none"));
    claims.equal(
        "and proven by restoring it", Optional.of("PROVEN"), fact(run, DeliveryFacts.BACKUP_STATE));
  }

  private void promoteBrokenEdition(Visitors visitors) throws IOException, InterruptedException {
    chapter("a release that passes in dev and breaks on production's data: two bands of one name");
    checkout.apply("search-by-name.patch");
    checkout.commit("Prepare a search for bands by name");
    claims.equal("dev is fine with it", RunStatus.SUCCEEDED, push().status());
    SchemaFingerprint schema = schema();
    Visitors.Count before = visitors.count();
    RunRecord run = run(RunKind.PROMOTE, Map.of());
    claims.equal("the promotion was undone without anybody's help", RunStatus.UNDONE, run.status());
    run.failure()
        .map(Failure::why)
        .ifPresent(why -> why.lines().limit(2).forEach(line -> terminal.note("     " + line)));
    claims.equal("prod serves v0.2.0-alpha", "v0.2.0-alpha", prod.version());
    claims.check("the band is still there", prod.hasBand(BAND), BAND);
    claims.check(
        "the schema is as before", schema.equals(schema()), schema.digest().substring(0, 19));
    noneFailed(visitors, before);
  }

  private void rollBackAndForward(Visitors visitors) throws InterruptedException {
    chapter("roll production back by hand, migration and all, and forward again");
    Visitors.Count before = visitors.count();
    RunRecord back = run(RunKind.ROLLBACK, Map.of());
    claims.equal("the rollback succeeded", RunStatus.SUCCEEDED, back.status());
    claims.equal("prod serves v0.1.0-alpha", "v0.1.0-alpha", prod.version());
    claims.check(
        "its migration was reverted",
        schema().lines().stream().noneMatch(line -> line.contains("website")),
        "no column band.website");
    RunRecord forward = run(RunKind.ROLLBACK, Map.of(RunParameters.VERSION, "v0.2.0-alpha"));
    claims.equal("and forward again", RunStatus.SUCCEEDED, forward.status());
    claims.equal("prod serves v0.2.0-alpha", "v0.2.0-alpha", prod.version());
    claims.check(
        "its migration is back",
        schema().lines().stream().anyMatch(line -> line.contains("website")),
        "column band.website");
    claims.check("the band is still there", prod.hasBand(BAND), BAND);
    noneFailed(visitors, before);
  }

  private RunRecord push() throws InterruptedException {
    visitors.ifPresent(all -> all.pace(Visitors.Pace.CALM));
    RunRecord run = pushAndFollow();
    visitors.ifPresent(all -> all.pace(Visitors.Pace.BUSY));
    return run;
  }

  private RunRecord pushAndFollow() throws InterruptedException {
    long before =
        backline.runs().newest(1).stream().mapToLong(run -> run.id().value()).findFirst().orElse(0);
    checkout
        .push(installation.url() + "/git/" + DemoInstallation.APP + ".git", installation.token())
        .stream()
        .filter(line -> line.startsWith("run "))
        .forEach(line -> terminal.note("     " + line));
    return follow(new RunId(before + 1));
  }

  private RunRecord run(RunKind kind, Map<String, String> parameters) throws InterruptedException {
    RunRequest request =
        new RunRequest(
            kind,
            new LeaseScope(DemoInstallation.APP.value(), DemoInstallation.PROD.value()),
            parameters,
            "the demo",
            Optional.empty());
    return follow(backline.runs().submit(request).id());
  }

  private RunRecord follow(RunId id) throws InterruptedException {
    Optional<Visitors.Count> before = visitors.map(Visitors::count);
    RunRecord run = new StepLines(backline, terminal).follow(id, LONGEST_RUN);
    visitors.ifPresent(all -> visited.put(id, all.count().minus(before.orElseThrow())));
    return run;
  }

  /** What visitors of production got while each run went on. */
  Map<RunId, Visitors.Count> visited() {
    return Map.copyOf(visited);
  }

  private RunRecord lastRun() {
    return backline.runs().newest(1).getFirst();
  }

  private <T> Optional<T> fact(RunRecord run, Fact<T> fact) {
    return RunState.replay(backline.journal().entries(run.id())).facts().find(fact);
  }

  private Optional<String> notes(String tag) throws InterruptedException {
    Path repository = backline.parts().repositories().directory(DemoInstallation.APP);
    return checkout.tagMessage(repository, tag);
  }

  private SchemaFingerprint schema() throws InterruptedException {
    EnvironmentName environment = DemoInstallation.PROD;
    return backline.parts().schemaOf(DatabaseName.of(DemoInstallation.APP, environment));
  }

  private void noneFailed(Visitors visitors, Visitors.Count before) {
    Visitors.Count since = visitors.count().minus(before);
    claims.check(
        "no visitor saw a failure", since.failed() == 0 && since.requests() > 0, since.toString());
  }

  private void chapter(String title) {
    terminal.note("");
    terminal.note(terminal.styled(Style.DIM, "[" + sinceStart() + "]") + " " + title);
  }

  private String sinceStart() {
    return HumanDuration.of(Duration.between(started, Instant.now()));
  }
}

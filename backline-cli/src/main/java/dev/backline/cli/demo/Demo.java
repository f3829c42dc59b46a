package dev.backline.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.run.Interruptions;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.cli.terminal.Terminal;
import dev.backline.failure.BacklineException;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.journal.RunId;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Runs the demo from its start to its report, and stops what it started. */
public final class Demo {

  private final Session session;
  private final Terminal terminal;
  private final DataDirectory data;

  public Demo(Session session, DataDirectory data) {
    this.session = session;
    this.terminal = session.terminal();
    this.data = data;
  }

  /**
   * Tells the story.
   *
   * @param once whether to stop everything at its end, rather than at Ctrl-C
   * @return the exit status: done only if every claim held
   */
  public int run(boolean once) throws IOException, InterruptedException {
    Instant started = Instant.now();
    Path sources = sources();
    DemoPorts ports = DemoPorts.choose();
    terminal.note(
        "["
            + HumanDuration.of(Duration.ZERO)
            + "] starting the controller and PostgreSQL in "
            + data.root());
    ports.told().forEach(line -> terminal.note("   " + line));
    DemoEnd end = DemoEnd.ofTheStoryToldBy(Thread.currentThread());
    try (DemoInstallation installation = DemoInstallation.start(data, session.clock())) {
      Claims claims = new Claims(terminal);
      claims.check("the controller runs", installation.controller().isAlive(), installation.url());
      Map<RunId, Visitors.Count> visited = tell(installation, sources, ports, claims, started);
      end.throwIfAsked();
      DemoReport report = new DemoReport(installation.backline(), visited);
      report(installation, report, claims, ports, Duration.between(started, Instant.now()));
      if (!once) {
        end.await();
      }
      terminal.note("stopping what the demo started");
      return claims.allHeld() ? ExitCode.DONE.status() : ExitCode.FAILED_AND_UNDONE.status();
    } catch (InterruptedException left) {
      terminal.note("left before its end; what the demo had started is stopped");
      return Interruptions.LEFT;
    }
  }

  private Map<RunId, Visitors.Count> tell(
      DemoInstallation installation, Path sources, DemoPorts ports, Claims claims, Instant started)
      throws IOException, InterruptedException {
    MusicGraphCheckout checkout =
        MusicGraphCheckout.copy(sources, data.root().resolve("music-graph"), ports.replacements());
    DemoStory story = new DemoStory(installation, checkout, ports, terminal, claims, started);
    try {
      story.tell();
    } catch (BacklineException e) {
      claims.check(e.failure().tried(), false, e.failure().why());
    }
    return story.visited();
  }

  private void report(
      DemoInstallation installation,
      DemoReport report,
      Claims claims,
      DemoPorts ports,
      Duration took) {
    if (session.json()) {
      terminal.line(JsonText.pretty(json(installation, report, claims, ports, took)));
      return;
    }
    terminal.line("");
    report.print(terminal);
    terminal.line("");
    terminal.line(
        (claims.allHeld() ? "every claim held" : "NOT every claim held")
            + ": "
            + claims.all().stream().filter(Claims.Claim::held).count()
            + " of "
            + claims.all().size()
            + ", in "
            + HumanDuration.of(took));
    claims.all().stream()
        .filter(claim -> !claim.held())
        .forEach(claim -> terminal.line("  did not hold: " + claim.text() + ": " + claim.found()));
    terminal.line("prod        http://127.0.0.1:" + ports.prod());
    terminal.line("dev         http://127.0.0.1:" + ports.dev());
    terminal.line("controller  " + installation.url() + ", data in " + data.root());
  }

  private ObjectNode json(
      DemoInstallation installation,
      DemoReport report,
      Claims claims,
      DemoPorts ports,
      Duration took) {
    ObjectNode root =
        JsonText.object()
            .put("held", claims.allHeld())
            .put("tookMillis", took.toMillis())
            .put("prod", "http://127.0.0.1:" + ports.prod())
            .put("dev", "http://127.0.0.1:" + ports.dev())
            .put("controller", installation.url());
    ArrayNode all = root.putArray("claims");
    claims
        .all()
        .forEach(c ->
            all.addObject().put("claim", c.text()).put("held", c.held()).put("found", c.found()));
    root.set("runs", report.json());
    return root;
  }

  private static Path sources() {
    Path sources = Path.of(System.getProperty("backline.home", "."), "music-graph");
    if (!Files.isRegularFile(sources.resolve("backline.yml"))) {
      throw Failure.unavailable(
              "looking for Music Graph, the app that the demo delivers",
              "there is none in " + sources.toAbsolutePath(),
              "run the demo from Backline's checkout: ./backline demo")
          .toException();
    }
    return sources;
  }
}

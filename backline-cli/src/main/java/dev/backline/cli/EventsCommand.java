package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.run.EntryJson;
import dev.backline.cli.run.EntryWords;
import dev.backline.cli.run.EventTail;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.HumanTime;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code backline events}. */
@Command(name = "events", description = "Show what happened in all runs, in order.")
final class EventsCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Session session;

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what comes, until Ctrl-C")
  private boolean follow;

  @Option(
      names = "-n",
      paramLabel = "COUNT",
      defaultValue = "50",
      description = "how many of the last ones (default: ${DEFAULT-VALUE})")
  private int count;

  EventsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Backline> existing = session.openExisting();
    if (existing.isEmpty() && !follow) {
      session.terminal().note("No runs yet in " + session.data().root());
      return 0;
    }
    EventTail tail = new EventTail(existing.orElseGet(session::open));
    List<EventTail.Event> before = tail.next();
    before.subList(Math.max(0, before.size() - count), before.size()).forEach(this::print);
    while (follow) {
      Thread.sleep(LOOK_EVERY);
      tail.next().forEach(this::print);
    }
    return 0;
  }

  private void print(EventTail.Event event) {
    if (session.json()) {
      session
          .terminal()
          .line(
              EntryJson.of(event.entry())
                  .put("app", event.run().request().scope().app())
                  .put("environment", event.run().request().scope().environment())
                  .put("kind", event.run().request().kind().word())
                  .toString());
      return;
    }
    EntryWords words = EntryWords.of(event.entry().entry());
    String where =
        "#"
            + event.run().id()
            + " "
            + event.run().request().scope()
            + " "
            + event.run().request().kind().word();
    session
        .terminal()
        .line(
            HumanTime.of(event.entry().at(), session.now(), session.zone())
                + " "
                + session.terminal().styled(Style.DIM, where)
                + " "
                + session.terminal().styled(words.style(), PrintableText.of(words.text())));
  }
}

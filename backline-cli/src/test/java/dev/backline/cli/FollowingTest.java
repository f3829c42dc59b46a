package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.cli.run.LiveRunView;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.journal.Facts;
import dev.backline.journal.JournalEntry;
import dev.backline.journal.JournalEntry.StepDone;
import dev.backline.journal.JournalEntry.StepIntended;
import dev.backline.journal.RecordedEntry;
import dev.backline.journal.RunId;
import dev.backline.journal.StepName;
import dev.backline.lease.FencingToken;
import dev.backline.run.OutputLine;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowingTest {

  private static final StepName BUILD = new StepName("build-artifact");

  @TempDir Path folder;
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void showsTheStepAtWorkWithItsTimeAndLastLineAndKeepsWhatIsDone() {
    LiveRunView view = new LiveRunView(session());
    RunRecord run = run();
    view.entry(entry(1, new StepIntended(BUILD)));
    view.output(
        new OutputLine(1, CommandLineFixture.NOW, Optional.of(BUILD), "com\u001b[31mpiling"));
    view.tick(run);
    assertThat(frame()).containsExactly("⠋ build-artifact 2.0 s", "  compiling");

    view.entry(entry(2, new StepDone(BUILD, Facts.NONE, Duration.ofMillis(1840), false)));
    assertThat(frame()).containsExactly("[up 2]✓ build-artifact done in 1.8 s");
    view.tick(run);
    assertThat(frame()).containsExactly("⠙ run #1 queued");
  }

  private List<String> frame() {
    String text = screen.toString(StandardCharsets.UTF_8);
    screen.reset();
    return text.replaceAll("\u001b\\[([0-9]+)F\u001b\\[J", "[up $1]")
        .replaceAll("\u001b\\[\\?7[lh]", "")
        .lines()
        .toList();
  }

  private RunRecord run() {
    CommandLineFixture fixture = new CommandLineFixture(folder);
    RunId id = fixture.submit(RunKind.DEPLOY, "dev", Map.of());
    return fixture.backline().runs().find(id).orElseThrow();
  }

  private static RecordedEntry entry(long seq, JournalEntry entry) {
    return new RecordedEntry(new RunId(1), seq, CommandLineFixture.NOW, new FencingToken(1), entry);
  }

  private Session session() {
    PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    return new Session(
        new Surroundings(
            Map.of(),
            folder,
            InputStream.nullInputStream(),
            new Terminal(out, out, true, false, true),
            InstantSource.fixed(CommandLineFixture.NOW.plusSeconds(2)),
            () -> ZoneOffset.UTC,
            backline -> run -> List.of()),
        new GlobalOptions());
  }
}

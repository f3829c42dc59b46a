package dev.backline.cli.session;

import dev.backline.Backline;
import dev.backline.cli.terminal.Terminal;
import dev.backline.run.RunWorker;
import dev.backline.state.DataDirectory;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** One call of the command line: its surroundings and what its global options make of them. */
public final class Session {

  private final Surroundings surroundings;
  private final GlobalOptions options;

  public Session(Surroundings surroundings, GlobalOptions options) {
    this.surroundings = surroundings;
    this.options = options;
  }

  public GlobalOptions options() {
    return options;
  }

  public boolean json() {
    return options.json();
  }

  /** Where to write; without redrawing and colours where they would get into data. */
  public Terminal terminal() {
    boolean plain = options.json() || options.noColor();
    return plain ? surroundings.terminal().plain() : surroundings.terminal();
  }

  public DataDirectory data() {
    return new DataDirectory(
        options.data().map(surroundings.directory()::resolve).orElseGet(this::usualData));
  }

  /** Whether the user named a data directory, by option or by variable. */
  public boolean dataGiven() {
    return options.data().isPresent() || variable("BACKLINE_DATA").isPresent();
  }

  /** Opens the data directory, making it where it does not exist. */
  public Backline open() {
    return Backline.open(data(), surroundings.clock());
  }

  /** Opens the data directory if there is one: looking makes nothing. */
  public Optional<Backline> openExisting() {
    return Files.exists(data().stateFile()) ? Optional.of(open()) : Optional.empty();
  }

  /** What works on runs in this process. */
  public RunWorker worker(Backline backline) {
    return backline.worker(surroundings.pipelines().apply(backline));
  }

  public Path directory() {
    return surroundings.directory();
  }

  public Map<String, String> variables() {
    return surroundings.variables();
  }

  /** Whether somebody sits at the standard input. The launcher tells. */
  public boolean asksOnTerminal() {
    return Boolean.getBoolean("backline.terminal.input");
  }

  public InputStream input() {
    return surroundings.input();
  }

  public InstantSource clock() {
    return surroundings.clock();
  }

  public Instant now() {
    return surroundings.clock().instant();
  }

  public ZoneId zone() {
    return surroundings.zone().get();
  }

  /** Who is asking, for the record of a run. */
  public String requester() {
    return variable("USER").or(() -> variable("LOGNAME")).orElse("somebody")
        + " on the command line";
  }

  private Path usualData() {
    return variable("BACKLINE_DATA")
        .map(surroundings.directory()::resolve)
        .or(() -> variable("XDG_STATE_HOME").map(state -> Path.of(state, "backline")))
        .orElseGet(() -> Path.of(home(), ".local", "state", "backline"));
  }

  private String home() {
    return variable("HOME").orElse(System.getProperty("user.home"));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(surroundings.variables().get(name))
        .filter(value -> !value.isBlank());
  }
}

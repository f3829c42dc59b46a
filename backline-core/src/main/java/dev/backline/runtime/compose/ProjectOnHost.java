package dev.backline.runtime.compose;

import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.ComposeCommands;
import dev.backline.host.command.ContainerCommands;
import dev.backline.host.command.DockerCommands;
import dev.backline.runtime.Slot;
import dev.backline.secret.Masker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * An environment's project on one host, for a person who looks at it: nothing here changes what is
 * written there or what runs, so it needs no fence.
 *
 * @param masker hides secrets in what releases write
 */
public record ProjectOnHost(ReachedHost host, ComposePlace place, Masker masker) {

  public HostName name() {
    return host.name();
  }

  /** Where its {@code compose.yaml} lies. */
  public Path file() {
    return place.directory().resolve(ComposeCommands.FILE);
  }

  /**
   * Its {@code compose.yaml} as it was last written there, whatever somebody has changed in it by
   * hand since; empty if nothing was written yet.
   *
   * @param only this slot's release, without what runs beside it; everything if empty
   */
  public Optional<String> composeYaml(Optional<Slot> only) throws InterruptedException {
    Records records = folder().read();
    Map<Slot, SlotRecord> slots = new EnumMap<>(Slot.class);
    records.slots().entrySet().stream()
        .filter(slot -> slot.getValue().started().isPresent())
        .filter(slot -> only.isEmpty() || slot.getKey() == only.get())
        .forEach(slot -> slots.put(slot.getKey(), slot.getValue()));
    Beside beside = only.isEmpty() ? records.beside() : Beside.NOTHING;
    return slots.isEmpty() && beside.services().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ComposeProject(place.project(), place.ports(), place.grace(), slots, beside)
                .composeYaml());
  }

  /** The last lines that the slot's release has written, oldest first; empty if there is none. */
  public List<String> tail(Slot slot, int lines) throws InterruptedException {
    CommandResult result = host.run(DockerCommands.logs(place.container(slot), lines));
    return result.succeeded() ? result.stdout().stream().map(masker::mask).toList() : List.of();
  }

  /**
   * Passes on what the slot's release writes, until its container ends or the time is up; returns
   * at once if there is none. An interrupt ends what reads the log on the host too.
   */
  public void follow(Slot slot, LogBegin begin, Duration limit, Consumer<LogLine> lines)
      throws InterruptedException {
    String container = place.container(slot);
    HostCommand command =
        switch (begin) {
          case LogBegin.LastLines(int count) -> DockerCommands.follow(container, count, limit);
          case LogBegin.After(String time) -> DockerCommands.follow(container, time, limit);
        };
    host.run(
        command,
        text ->
            LogLine.read(text)
                .filter(line -> isAfter(begin, line))
                .map(line -> new LogLine(line.time(), masker.mask(line.text())))
                .ifPresent(lines));
  }

  /** The engine takes the time itself as included. */
  private static boolean isAfter(LogBegin begin, LogLine line) {
    return switch (begin) {
      case LogBegin.LastLines _ -> true;
      case LogBegin.After(String time) -> line.time().compareTo(time) > 0;
    };
  }

  /**
   * Runs a command in the container of the slot's release, to its end. It doesn't outlive the
   * caller, and neither does what it starts.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if no release runs
   *     there, or its image has no shell
   */
  public CommandResult exec(Slot slot, Argv command, Duration limit, CommandOutput output)
      throws InterruptedException {
    String container = place.container(slot);
    String tried = "running " + command.program() + " in container " + container + " on " + name();
    if (engine().inspect(container).filter(Container::running).isEmpty()) {
      throw Failure.unavailable(tried, "it does not run", "see: backline status").toException();
    }
    CommandResult result =
        host.run(
            ContainerCommands.run(container, UUID.randomUUID().toString(), command.words(), limit),
            output);
    if (lacksShell(result)) {
      throw Failure.unavailable(
              tried,
              "its image has no " + ContainerCommands.SHELL + ", by which commands are ended",
              "choose a base image that has a shell")
          .toException();
    }
    return result;
  }

  private static boolean lacksShell(CommandResult result) {
    return (result.status() == 126 || result.status() == 127)
        && result.stderr().stream()
            .anyMatch(
                line -> line.contains("exec failed") && line.contains(ContainerCommands.SHELL));
  }

  private ProjectFolder folder() {
    return new ProjectFolder(host, place.directory(), notice -> {});
  }

  private Engine engine() {
    return new Engine(host, folder().fences(), place);
  }
}

package dev.backline.cli;

import dev.backline.Backline;
import dev.backline.cli.app.AppChoice;
import dev.backline.cli.app.EnvironmentText;
import dev.backline.cli.app.HostNameText;
import dev.backline.cli.app.KnownEnvironment;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.config.EnvironmentName;
import dev.backline.config.HostName;
import dev.backline.config.Placement;
import dev.backline.failure.Failure;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.ProjectOnHost;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backline render compose}. */
@Command(
    name = "compose",
    description = {
      "Print the Compose project of an environment on hosts, as it was last written on one of"
          + " them.",
      "It holds no values of variables: those are in files beside it."
    })
final class RenderComposeCommand implements Callable<Integer> {

  private final Session session;

  @Parameters(
      paramLabel = "ENV",
      description = "the environment",
      converter = EnvironmentText.class)
  private EnvironmentName environment = new EnvironmentName("dev");

  @Option(
      names = "--host",
      paramLabel = "HOST",
      converter = HostNameText.class,
      description = "which of the environment's hosts (default: the first)")
  private @Nullable HostName host;

  @Option(
      names = "--slot",
      paramLabel = "blue|green",
      description = "only this slot's release, without what runs beside it")
  private @Nullable Slot slot;

  @Mixin private final AppChoice app = new AppChoice();

  RenderComposeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Backline> backline = session.openExisting();
    KnownEnvironment known = KnownEnvironment.find(session, backline, app, environment);
    switch (known.spec().placement()) {
      case Placement.OnHosts hosts -> print(project(projects(known, backline, hosts)));
      case Placement.ThisMachine _ ->
          throw refused(
              "it runs on this machine, as processes: there is no Compose project",
              "declare hosts for the environment, or see: backline status");
    }
    return 0;
  }

  private List<ProjectOnHost> projects(
      KnownEnvironment known, Optional<Backline> backline, Placement.OnHosts hosts) {
    if (backline.isEmpty() || known.live().isEmpty()) {
      throw nothing();
    }
    return backline
        .get()
        .parts()
        .environments()
        .at(known.app(), environment, hosts, known.config().registry())
        .projects();
  }

  private ProjectOnHost project(List<ProjectOnHost> all) {
    return all.stream()
        .filter(one -> host == null || one.name().equals(host))
        .findFirst()
        .orElseThrow(() ->
            refused(
                "it has no host " + host,
                "there are: "
                    + all.stream()
                        .map(one -> one.name().value())
                        .collect(Collectors.joining(", "))));
  }

  private void print(ProjectOnHost project) throws InterruptedException {
    String text = project.composeYaml(Optional.ofNullable(slot)).orElseThrow(this::nothing);
    if (session.json()) {
      session
          .terminal()
          .line(
              JsonText.pretty(
                  JsonText.object()
                      .put("host", project.name().value())
                      .put("file", project.file().toString())
                      .put("text", text)));
    } else {
      session.terminal().out().print(text);
    }
  }

  private RuntimeException nothing() {
    return refused(
        slot == null ? "nothing was delivered there yet" : "nothing was started in slot " + slot,
        "deliver first; 'backline status' shows what serves where");
  }

  private RuntimeException refused(String why, String remedy) {
    return Failure.usage("printing the Compose project of " + environment, why, remedy)
        .toException();
  }
}

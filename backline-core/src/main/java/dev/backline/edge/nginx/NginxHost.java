package dev.backline.edge.nginx;

import dev.backline.edge.EdgeSettings;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.HostCommand;
import dev.backline.host.ReachedHost;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.runtime.Slot;
import dev.backline.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is done on the host, one command each; what changes something goes through the fence. */
record NginxHost(ReachedHost host, NginxSite site) {

  /** A test of the configuration may look names up, and workers get 10 s to change. */
  private static final Duration LOADING = Duration.ofSeconds(90);

  private static final Duration STARTED = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOG_BYTES = 32 * 1024 * 1024;

  void admit(Fence fence, String tried) throws InterruptedException {
    fences().admit(fence, tried);
  }

  Look look() throws InterruptedException {
    List<String> arguments = words(List.of(folder(), include()), program().pid());
    CommandResult result = host.run(privileged(HostScript.LOOK.with(arguments)));
    if (!result.succeeded()) {
      throw failed("looking at nginx", result.lastWords()).toException();
    }
    return Look.of(result.stdout());
  }

  NginxVersion version(Look look) throws InterruptedException {
    CommandResult result = host.run(privileged(HostCommand.of(nginx(look, "-v")).within(LOADING)));
    return NginxVersion.in(result.stderr())
        .or(() -> NginxVersion.in(result.stdout()))
        .orElseThrow(
            () -> failed("asking nginx for its version", result.lastWords()).toException());
  }

  /** Makes the edge's folder and what is in it from the beginning. */
  void prepare(Fence fence, String tried) throws InterruptedException {
    HostCommand command =
        HostScript.PREPARE
            .with(
                folder(),
                program().logrotate(),
                "backline-" + site.names().dotted(),
                program().ownMain())
            .reading(Secret.of(HostScript.resource("503.html")));
    require(changed(command, fence, tried), tried);
  }

  /** Puts a configuration in place and has a running nginx load it; to be settled afterwards. */
  void install(String text, Look look, Fence fence, String tried) throws InterruptedException {
    HostCommand command =
        HostScript.INSTALL
            .with(
                words(
                    List.of(folder(), include(), pid(look), look.edited() ? "yes" : "no"),
                    program().call(look.pid().isPresent())))
            .reading(Secret.of(text))
            .within(LOADING);
    CommandResult result = changed(command, fence, tried);
    if (!result.succeeded()) {
      throw NginxRefusal.of(result, host.name(), site, tried).toException();
    }
  }

  /** Lets stay what was installed, or puts back and loads what was there before. */
  void settle(boolean keep, Look look, Fence fence, String tried) throws InterruptedException {
    HostCommand command =
        HostScript.SETTLE
            .with(
                words(
                    List.of(folder(), keep ? "keep" : "back", pid(look)),
                    program().call(look.pid().isPresent())))
            .within(LOADING);
    require(changed(command, fence, tried), tried);
  }

  /** Starts nginx where none runs, and waits for it. */
  void start(Fence fence, String tried) throws InterruptedException {
    remove(fence, tried);
    HostCommand command =
        HostScript.START
            .with(words(List.of(program().unit().orElse("")), program().start()))
            .within(LOADING);
    require(changed(command, fence, tried), tried);
    long deadline = System.nanoTime() + STARTED.toNanos();
    while (look().pid().isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw failed(tried, "it does not run after " + STARTED.toSeconds() + " s; " + lastWords())
            .toException();
      }
      Thread.sleep(PAUSE);
    }
  }

  private String lastWords() throws InterruptedException {
    Optional<List<String>> log = program().log();
    return log.isEmpty()
        ? "its error log tells why"
        : "its last words: " + host.run(privileged(HostCommand.of(log.get()))).lastWords();
  }

  /** Removes an nginx that is there for this environment alone. */
  void remove(Fence fence, String tried) throws InterruptedException {
    Optional<List<String>> remove = program().remove();
    if (remove.isPresent()) {
      changed(HostCommand.of(remove.get()), fence, tried);
    }
  }

  /** Writes the state and makes a slot the serving one. */
  void route(NginxState state, Optional<Slot> serving, Fence fence, String tried)
      throws InterruptedException {
    HostCommand command =
        HostScript.ROUTE
            .with(folder(), serving.map(Slot::label).orElse("none"))
            .reading(Secret.of(NginxStateJson.text(state)));
    require(changed(command, fence, tried), tried);
  }

  void maintenance(boolean on, Fence fence, String tried) throws InterruptedException {
    HostCommand command = HostScript.FLAG.with(folder(), "maintenance", on ? "on" : "off");
    require(changed(command, fence, tried), tried);
  }

  /** Writes the state and takes the environment out of nginx. */
  void takeOut(NginxState state, Look look, Fence fence, String tried) throws InterruptedException {
    HostCommand command =
        HostScript.TAKE_OUT
            .with(
                words(
                    List.of(folder(), include(), pid(look)),
                    program().call(look.pid().isPresent())))
            .reading(Secret.of(NginxStateJson.text(state)))
            .within(LOADING);
    CommandResult result = changed(command, fence, tried);
    if (!result.succeeded()) {
      throw NginxRefusal.of(result, host.name(), site, tried).toException();
    }
  }

  /** Whoever else listens where nginx is to: its name and pid. */
  Optional<String> otherListener(EdgeSettings settings, Look look) throws InterruptedException {
    CommandResult result =
        host.run(privileged(HostScript.LISTENERS.with(Integer.toString(settings.listen().port()))));
    return Listeners.other(result.stdout(), settings.listen(), look.pid());
  }

  /** Connections to a slot. */
  long connections(int port) throws InterruptedException {
    CommandResult result = host.run(SlotConnections.count(port));
    return SlotConnections.counted(result);
  }

  CommandResult traffic(long secondsBack, NginxState state) throws InterruptedException {
    return host.run(privileged(AccessLog.sumUp(site.folder(), secondsBack, state)));
  }

  /** Keeps the access log small; needs no fence, since it changes nothing that serves. */
  void rotate() throws InterruptedException {
    host.run(privileged(HostScript.ROTATE.with(folder(), Integer.toString(LOG_BYTES))));
  }

  Failure failed(String tried, String why) {
    return Failure.unavailable(
        tried + " on " + host.name(),
        why,
        "see that nginx works there, and that " + folder() + " can be written; then try again");
  }

  private void require(CommandResult result, String tried) {
    if (!result.succeeded()) {
      throw failed(tried, result.lastWords()).toException();
    }
  }

  private CommandResult changed(HostCommand command, Fence fence, String tried)
      throws InterruptedException {
    return fences().run(privileged(command), fence, tried);
  }

  private HostCommand privileged(HostCommand command) {
    return program().privileged() ? command.asRoot() : command;
  }

  private List<String> nginx(Look look, String argument) {
    return words(program().call(look.pid().isPresent()), List.of(argument));
  }

  private static String pid(Look look) {
    return Long.toString(look.pid().orElse(0L));
  }

  private FenceOnHost fences() {
    return new FenceOnHost(host, site.environmentFolder());
  }

  private NginxProgram program() {
    return new NginxProgram(site);
  }

  private String folder() {
    return site.folder().toString();
  }

  private String include() {
    return program().include().toString();
  }

  private static List<String> words(List<String> first, List<String> then) {
    return new ArrayList<>(Stream.concat(first.stream(), then.stream()).toList());
  }
}

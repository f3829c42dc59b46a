package dev.backline.runtime.compose;

import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Fence;
import dev.backline.host.HostCommand;
import dev.backline.host.NewFile;
import dev.backline.host.ReachedHost;
import dev.backline.host.command.ComposeCommands;
import dev.backline.host.command.ProjectCommands;
import dev.backline.host.fence.FenceOnHost;
import dev.backline.runtime.Slot;
import dev.backline.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A project's directory on its host: {@code compose.yaml}, {@code .env}, a file of variables for
 * each slot and service, and {@code state}. New files get there under the fence.
 *
 * @param notices told what somebody has changed by hand
 */
record ProjectFolder(ReachedHost host, Path directory, Consumer<String> notices) {

  static final String ENV = ".env";

  private static final Duration PUT = Duration.ofSeconds(30);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static String variablesOf(Slot slot) {
    return slot.label() + ".env";
  }

  FenceOnHost fences() {
    return new FenceOnHost(host, directory);
  }

  void make() throws InterruptedException {
    require(
        host.run(ProjectCommands.make(directory)),
        "making " + directory,
        "let the log-in's user make or write that directory");
  }

  /** What is written there; nothing where there is no such directory. */
  Records read() throws InterruptedException {
    String tried = "reading the state of the releases";
    CommandResult result =
        require(
            host.run(ProjectCommands.read(directory, Records.FILES)),
            tried,
            "see that it is there");
    try {
      return Records.read(result.stdout());
    } catch (IOException e) {
      throw Failure.needsPerson(
              tried,
              directory.resolve("state")
                  + " on "
                  + host.name()
                  + " can't be read: "
                  + e.getMessage(),
              "move the broken file away and deploy again; what runs goes on")
          .toException(e);
    }
  }

  /**
   * Writes the project, and keeps what was changed by hand since it was last written.
   *
   * @param variables files of variables to write with it, by name
   */
  Records write(
      ComposeProject project,
      Records records,
      SequencedMap<String, Secret> variables,
      Fence fence,
      Instant now)
      throws InterruptedException {
    SequencedMap<String, Secret> files = new LinkedHashMap<>(variables);
    files.put(ENV, Secret.of(project.env()));
    files.put(ComposeCommands.FILE, Secret.of(project.composeYaml()));
    Map<String, String> watched = digests(files);
    Written written = records.written().with(watched);
    files.putAll(state(records, written));
    Map<String, String> found = found(files.keySet());
    Map<String, String> toCome = digests(files);
    // What is there already need not be sent.
    files.keySet().removeIf(file -> Objects.equals(toCome.get(file), found.get(file)));
    found.keySet().retainAll(watched.keySet());
    found.keySet().retainAll(files.keySet());
    keep(records.written().changedIn(found), fence, now);
    put(files, fence, "writing the project " + project.name());
    return new Records(records.slots(), records.beside(), written);
  }

  private static SequencedMap<String, Secret> state(Records records, Written written) {
    SequencedMap<String, Secret> files = new LinkedHashMap<>();
    records
        .slots()
        .forEach((slot, record) ->
            files.put(Records.file(slot), Secret.of(SlotRecordJson.write(record))));
    files.put(Records.SERVICES, Secret.of(records.beside().json()));
    files.put(Records.WRITTEN, Secret.of(written.json()));
    return files;
  }

  /** Writes down what is known of a slot, and nothing else. */
  void write(Slot slot, SlotRecord record, Fence fence) throws InterruptedException {
    SequencedMap<String, Secret> one = new LinkedHashMap<>();
    one.put(Records.file(slot), Secret.of(SlotRecordJson.write(record)));
    put(one, fence, "writing down the state of slot " + slot);
  }

  void forget(Slot slot, Fence fence) throws InterruptedException {
    change(
        ProjectCommands.remove(directory, List.of(Records.file(slot))),
        fence,
        "forgetting what was in slot " + slot);
  }

  private void keep(List<String> changed, Fence fence, Instant now) throws InterruptedException {
    if (changed.isEmpty()) {
      return;
    }
    String suffix = ".by-hand-" + TIME.format(now);
    change(
        ProjectCommands.keep(directory, suffix, changed),
        fence,
        "keeping what was changed by hand in " + directory);
    changed.forEach(file ->
        notices.accept(
            directory.resolve(file)
                + " on "
                + host.name()
                + " was changed by hand; it is written anew, and the changed one kept as "
                + file
                + suffix));
  }

  private Map<String, String> found(Collection<String> files) throws InterruptedException {
    CommandResult result =
        require(
            host.run(ProjectCommands.digests(directory, List.copyOf(files))),
            "reading the files of " + directory,
            "see that they can be read");
    Map<String, String> found = new TreeMap<>();
    for (String line : result.stdout()) {
      // The digest, two characters, the name (coreutils, sha256sum).
      found.put(line.substring(66), line.substring(0, 64));
    }
    return found;
  }

  private static Map<String, String> digests(Map<String, Secret> files) {
    Map<String, String> digests = new TreeMap<>();
    files.forEach((name, text) -> digests.put(name, sha256(text)));
    return digests;
  }

  private void put(SequencedMap<String, Secret> files, Fence fence, String tried)
      throws InterruptedException {
    if (files.isEmpty()) {
      return;
    }
    // A writer with another token, who may be late, has names of its own.
    String writer = "new-" + fence;
    for (Map.Entry<String, Secret> file : files.entrySet()) {
      Path waiting = ProjectCommands.waiting(directory, writer, file.getKey());
      host.files().put(NewFile.of(file.getValue(), waiting, "600"), PUT);
    }
    change(ProjectCommands.place(directory, writer, List.copyOf(files.keySet())), fence, tried);
  }

  private void change(HostCommand command, Fence fence, String tried) throws InterruptedException {
    require(
        fences().run(command, fence, tried),
        tried,
        "see that the disk has room and " + directory + " can be written");
  }

  private CommandResult require(CommandResult result, String tried, String remedy) {
    if (!result.succeeded()) {
      throw Failure.unavailable(tried + " on " + host.name(), result.lastWords(), remedy)
          .toException();
    }
    return result;
  }

  private static String sha256(Secret text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.reveal().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.backline.runtime;

import dev.backline.host.detached.ProcessIdentity;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a started release is to the machine that it runs on. */
public sealed interface RunsAs {

  /** The process of this machine, if that is what it is. */
  Optional<ProcessIdentity> process();

  /** A process of this machine. */
  record Process(ProcessIdentity identity) implements RunsAs {

    @Override
    public Optional<ProcessIdentity> process() {
      return Optional.of(identity);
    }
  }

  /**
   * A container of a host's engine.
   *
   * @param id the whole of it, 64 hexadecimal digits: never given to another container
   */
  record Container(String id) implements RunsAs {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    public Container {
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException("not a container's id: " + id);
      }
    }

    @Override
    public Optional<ProcessIdentity> process() {
      return Optional.empty();
    }
  }
}

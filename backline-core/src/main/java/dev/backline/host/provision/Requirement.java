package dev.backline.host.provision;

import dev.backline.host.HostCommand;
import java.util.List;

/**
 * Something that a host needs.
 *
 * @param name in a word or two, the same on every host
 * @param check changes nothing and ends as {@link Verdict} reads it
 * @param changes what meets it, in this order, each harmless where it was made before; none if only
 *     a person can
 * @param remedy what that person can do, also where the changes don't help
 */
public record Requirement(String name, HostCommand check, List<Change> changes, String remedy) {

  public Requirement {
    changes = List.copyOf(changes);
    if (name.isBlank() || remedy.isBlank()) {
      throw new IllegalArgumentException("a requirement needs a name and a remedy");
    }
  }
}

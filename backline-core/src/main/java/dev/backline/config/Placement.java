package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where an environment's releases run. */
public sealed interface Placement {

  /** As processes of the machine that Backline runs on, with a database in its own cluster. */
  record ThisMachine() implements Placement {}

  /**
   * In containers on hosts that are reached over SSH: one Compose project on each, nginx in front.
   *
   * @param hosts at least one, no two of the same name; migrations and tasks run on the first
   * @param database empty if the app has none
   */
  record OnHosts(
      List<HostSpec> hosts, ComposeSpec compose, NginxSpec nginx, Optional<DatabasePlace> database)
      implements Placement {

    public OnHosts {
      hosts = List.copyOf(hosts);
      Objects.requireNonNull(compose, "compose");
      Objects.requireNonNull(nginx, "nginx");
      Objects.requireNonNull(database, "database");
      Checked.that(!hosts.isEmpty(), "hosts is empty: there is nothing to deliver to");
      Checked.that(
          hosts.stream().map(HostSpec::name).distinct().count() == hosts.size(),
          "two hosts have the same name");
    }
  }
}

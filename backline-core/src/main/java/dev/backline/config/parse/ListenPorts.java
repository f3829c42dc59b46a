package dev.backline.config.parse;

import dev.backline.config.ListenAddress;
import dev.backline.config.SshLoginAddress;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No two environments listen on the same port of the same machine. */
final class ListenPorts {

  /** An address of no host: this machine. */
  private static final String HERE = "";

  private record Port(String machine, int number) {}

  private ListenPorts() {}

  static void check(Reading reading) {
    Map<Port, Found<ListenAddress>> taken = new HashMap<>();
    for (Found<ListenAddress> listen :
        reading.all(ListenAddress.class, "environments", "*", "listen")) {
      machines(listen.path().parts().get(1), reading).stream()
          .map(machine -> new Port(machine, listen.value().port()))
          .flatMap(port -> Optional.ofNullable(taken.putIfAbsent(port, listen)).stream())
          .findFirst()
          .ifPresent(earlier -> report(listen, earlier, reading));
    }
  }

  private static List<String> machines(String environment, Reading reading) {
    List<String> hosts =
        reading.all(SshLoginAddress.class, "environments", environment, "hosts", "*").stream()
            .map(host -> host.value().address())
            .toList();
    return hosts.isEmpty() ? List.of(HERE) : hosts;
  }

  private static void report(
      Found<ListenAddress> listen, Found<ListenAddress> earlier, Reading reading) {
    reading.problem(
        listen.path(),
        listen.at(),
        "port "
            + listen.value().port()
            + " is already taken by "
            + earlier.path()
            + " on line "
            + earlier.at().line());
  }
}

package dev.backline.config.parse;

import dev.backline.config.ListenAddress;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import java.util.HashMap;
import java.util.Map;

/** No two environments listen on the same port. */
final class ListenPorts {

  private ListenPorts() {}

  static void check(Reading reading) {
    Map<Integer, Found<ListenAddress>> byPort = new HashMap<>();
    for (Found<ListenAddress> listen :
        reading.all(ListenAddress.class, "environments", "*", "listen")) {
      Found<ListenAddress> earlier = byPort.putIfAbsent(listen.value().port(), listen);
      if (earlier != null) {
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
  }
}

package dev.backline.config.parse;

import dev.backline.config.VariableName;
import dev.backline.config.schema.Found;
import dev.backline.config.schema.Reading;
import java.util.List;

/** The variable that carries the port is set by nobody else. */
final class PortVariable {

  private PortVariable() {}

  static void check(Reading reading) {
    List<VariableName> port =
        reading.all(VariableName.class, "run", "port").stream().map(Found::value).toList();
    for (Found<VariableName> variable : reading.all(VariableName.class)) {
      boolean ofRelease =
          variable.path().fits("run", "env", "*")
              || variable.path().fits("database", "env", "*")
              || variable.path().fits("environments", "*", "env", "*");
      if (ofRelease && port.contains(variable.value())) {
        reading.problem(
            variable.path(), variable.at(), "is the variable that run.port sets; remove it here");
      }
    }
  }
}

package dev.musicgraph.setting;

import java.util.List;

/** Environment variables that are missing or wrong; the message has a line for each. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  SettingsProblem(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}

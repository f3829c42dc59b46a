package dev.backline.pipeline;

import dev.backline.config.EnvironmentName;
import dev.backline.failure.Failure;
import dev.backline.host.examine.HostFinding;
import dev.backline.host.examine.PlaceFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What looking at a place before a delivery amounts to. Decides only.
 *
 * @param doubts told, and no reason to stop
 * @param refusal one failure that tells of everything that is unfit
 */
record Preflight(List<String> doubts, Optional<Failure> refusal) {

  Preflight {
    doubts = List.copyOf(doubts);
  }

  static Preflight of(EnvironmentName environment, List<PlaceFinding> findings) {
    List<String> doubts = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> remedies = new ArrayList<>();
    for (PlaceFinding found : findings) {
      String where = found.place() + ": " + found.finding().subject() + ": ";
      switch (found.finding()) {
        case HostFinding.Fine _ -> {}
        case HostFinding.Doubtful(_, String why, String remedy) ->
            doubts.add(where + why + "; " + remedy);
        case HostFinding.Unfit(_, String why, String remedy) -> {
          problems.add(where + why);
          remedies.add(found.place() + ": " + remedy);
        }
      }
    }
    return new Preflight(
        doubts,
        problems.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Failure.unavailable(
                    "checking what a delivery to " + environment + " needs",
                    String.join("\n", problems),
                    String.join("\n", remedies.stream().distinct().toList())
                        + "\nnothing was changed; 'backline doctor' looks again")));
  }
}

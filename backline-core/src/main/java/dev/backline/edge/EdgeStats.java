package dev.backline.edge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The traffic from {@code since} to {@code now}, at most the last hour. */
public record EdgeStats(Instant since, Instant now, List<ReleaseTraffic> releases) {

  public EdgeStats {
    releases = List.copyOf(releases);
  }

  public Optional<ReleaseTraffic> of(String release) {
    return releases.stream()
        .filter(traffic -> traffic.release().filter(release::equals).isPresent())
        .findFirst();
  }
}

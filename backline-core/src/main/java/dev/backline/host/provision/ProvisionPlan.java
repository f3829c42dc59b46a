package dev.backline.host.provision;

import dev.backline.config.HostName;
import java.util.List;

/**
 * What provisioning would change on a host.
 *
 * @param system what it runs
 * @param entries one for each requirement, in their order
 */
public record ProvisionPlan(HostName host, String system, List<Entry> entries) {

  /**
   * @param changes what would be done, if it is unmet
   */
  public record Entry(String requirement, Verdict verdict, List<String> changes, String remedy) {

    public Entry {
      changes = List.copyOf(changes);
    }

    static Entry of(Requirement requirement, Verdict verdict) {
      List<String> changes =
          switch (verdict) {
            case Verdict.Unmet unmet -> requirement.changes().stream().map(Change::what).toList();
            case Verdict.Met met -> List.of();
            case Verdict.Unfit unfit -> List.of();
          };
      return new Entry(requirement.name(), verdict, changes, requirement.remedy());
    }
  }

  public ProvisionPlan {
    entries = List.copyOf(entries);
  }

  /** Whether the host is ready as it is. */
  public boolean changesNothing() {
    return entries.stream().allMatch(entry -> entry.verdict() instanceof Verdict.Met);
  }
}

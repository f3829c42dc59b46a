package dev.backline.host.provision;

import dev.backline.config.HostName;
import dev.backline.host.provision.ProvisionOutcome.AlreadySo;
import dev.backline.host.provision.ProvisionOutcome.Changed;
import java.util.List;

/**
 * What came of provisioning a host.
 *
 * @param outcomes one for each requirement, in their order
 */
public record ProvisionReport(HostName host, List<ProvisionOutcome> outcomes) {

  public ProvisionReport {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether the host is ready now. */
  public boolean ready() {
    return outcomes.stream()
        .allMatch(outcome -> outcome instanceof AlreadySo || outcome instanceof Changed);
  }
}

package dev.backline.host.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.provision.ProvisionOutcome.Failed;
import dev.backline.host.provision.ProvisionOutcome.NotReached;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProvisioningFailureTest {

  @Test
  void whatCannotBeInstalledIsToldWithARemedyAndTheRestIsNotReached(@TempDir Path folder)
      throws Exception {
    ProvisionGoal goal =
        new ProvisionGoal(
            "anna", "anna", "/opt/backline/shop", "shop", false, new TreeSet<>(List.of(80)), false);
    try (BareHost host = BareHost.start(folder)) {
      host.sh("root", "mv /srv/packages /srv/gone");

      ProvisionReport report =
          new Provisioning(host.hosts())
              .carryOut(host.as("anna"), goal, (name, what, change) -> {});

      assertThat(report.ready()).isFalse();
      assertThat(report.outcomes().getFirst())
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.requirement()).isEqualTo("Docker Engine");
                assertThat(failed.why().why()).isNotBlank();
                assertThat(failed.why().remedy()).startsWith("install docker.io on the host");
              });
      assertThat(report.outcomes().stream().skip(1)).hasOnlyElementsOfType(NotReached.class);
    }
  }
}

package dev.backline.pipeline;

import dev.backline.config.AccessorySpec;
import dev.backline.config.AppConfig;
import dev.backline.config.Placement;
import dev.backline.config.ServiceName;
import dev.backline.run.StepContext;
import java.util.List;
import java.util.Set;

/**
 * What runs beside a release and is of that release: services without an image of their own. They
 * write where it writes, so they are stopped with it.
 */
final class Workers {

  private Workers() {}

  /** Those that the environment declares at the configuration's commit. */
  static List<ServiceName> of(Delivery delivery, AppConfig config) {
    return services(delivery, config).stream()
        .filter(service -> service.image().isEmpty())
        .map(AccessorySpec::name)
        .toList();
  }

  /** All that is declared beside the releases; nothing on this machine. */
  static List<AccessorySpec> services(Delivery delivery, AppConfig config) {
    return switch (delivery.spec(config).placement()) {
      case Placement.ThisMachine _ -> List.of();
      case Placement.OnHosts onHosts -> onHosts.compose().services();
    };
  }

  /**
   * What is wrong with what runs beside the release, in words: a worker that ends takes no jobs,
   * though every page is fine.
   */
  static List<String> troubles(Delivery delivery, AppConfig config) throws InterruptedException {
    List<ServiceName> all = services(delivery, config).stream().map(AccessorySpec::name).toList();
    return all.isEmpty()
        ? List.of()
        : delivery.place(config).troublesBeside(all, Set.copyOf(of(delivery, config)));
  }

  /** They stay stopped, also over a reboot, until they are started again. */
  static void stop(Delivery delivery, AppConfig config, StepContext context)
      throws InterruptedException {
    List<ServiceName> workers = of(delivery, config);
    if (!workers.isEmpty()) {
      delivery
          .place(config)
          .stopBeside(workers, config.run().stop().grace(), Delivery.fence(context));
    }
  }
}

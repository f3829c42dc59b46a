package dev.backline.e2e;

import dev.backline.testing.Debian;
import dev.backline.testing.PostgresImage;
import dev.backline.testing.TestHost;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What hosts run that tests deliver to. In the gate all are alike; with {@code ./prove newer} there
 * are Docker 26, Compose 2, containerd's image store and PostgreSQL 17 beside the older ones.
 */
final class HostsKinds {

  private static final boolean NEWER = Boolean.getBoolean("backline.newer");

  private HostsKinds() {}

  /** One for dev and two for production: then no two are alike. */
  static List<Debian> devAndProduction() {
    return List.of(newer(), Debian.BOOKWORM, newer());
  }

  /** That many, each second one newer. */
  static List<Debian> production(int hosts) {
    return IntStream.range(0, hosts).mapToObj(i -> i % 2 == 0 ? Debian.BOOKWORM : newer()).toList();
  }

  /** Dev's is the older one. */
  static PostgresImage productionPostgres() {
    return NEWER ? PostgresImage.V17 : PostgresImage.V15;
  }

  /**
   * Gives the hosts that have a database its image. Newer ones keep images in containerd: so
   * production's two hosts know one image by different ids.
   */
  static void equip(TestHost dev, TestHost production, TestHost other) {
    if (NEWER) {
      dev.keepImagesInContainerd();
      other.keepImagesInContainerd();
    }
    PostgresImage.V15.load(dev.engine());
    productionPostgres().load(production.engine());
  }

  private static Debian newer() {
    return NEWER ? Debian.TRIXIE : Debian.BOOKWORM;
  }
}

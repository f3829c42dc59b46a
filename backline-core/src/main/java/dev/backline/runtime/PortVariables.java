package dev.backline.runtime;

import dev.backline.secret.Secret;
import java.util.Map;

/** The variables of a release by the port that it listens on, found out when they are needed. */
@FunctionalInterface
public interface PortVariables {

  /**
   * @param port 1 to 65535
   */
  Map<String, Secret> on(int port) throws InterruptedException;
}

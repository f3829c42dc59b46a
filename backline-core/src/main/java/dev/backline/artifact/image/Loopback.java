package dev.backline.artifact.image;

import dev.backline.config.ImageName;
import java.util.regex.Pattern;

/**
 * Registries on this machine itself. As container engines do, we speak plain HTTP with them and
 * with no others (Docker manual, "dockerd", "Insecure registries").
 */
public final class Loopback {

  private static final Pattern NAME =
      Pattern.compile("(127(\\.[0-9]{1,3}){3}|localhost)(:[0-9]+)?");

  private Loopback() {}

  /** Whether the registry in the image's name is one. */
  public static boolean isRegistryOf(ImageName image) {
    int slash = image.value().indexOf('/');
    return slash > 0 && isOne(image.value().substring(0, slash));
  }

  /** Whether this is one, a host name or address and maybe a port. */
  public static boolean isOne(String registry) {
    return NAME.matcher(registry).matches();
  }
}

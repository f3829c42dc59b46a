package dev.backline.artifact.image;

import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import dev.backline.config.ImageName;
import dev.backline.failure.Failure;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** Why an image could not be put together, from what Jib says. */
final class JibFailures {

  private JibFailures() {}

  static Failure of(ImageName base, Exception thrown) {
    String tried = "building an image on " + base;
    Throwable cause = thrown;
    String why = "";
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      cause = at;
      why = at.getMessage() == null ? why : at.getMessage();
      if (at instanceof RegistryUnauthorizedException
          || at instanceof RegistryAuthenticationFailedException) {
        return Failure.unavailable(
            tried,
            "its registry refuses us: " + at.getMessage(),
            "correct artifact.base, or see that the registry lets anybody pull it");
      }
    }
    String said = why.isBlank() ? cause.getClass().getSimpleName() : why;
    return cause instanceof ConnectException || cause instanceof UnknownHostException
        ? Failure.unavailable(
            tried,
            "its registry can't be reached: " + said,
            "check the network and artifact.base, then try again")
        : Failure.unavailable(tried, said, "check artifact.base and the disk, then try again");
  }
}

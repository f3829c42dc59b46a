package dev.backline.host.examine;

import java.time.Duration;
import java.time.Instant;

/** Whether a certificate that visitors trust lasts long enough. Decides only. */
final class CertificateFinding {

  /** Renewed at two thirds of 90 days, one has 30 left; by then something has gone wrong. */
  private static final Duration LEAST = Duration.ofDays(14);

  private CertificateFinding() {}

  static HostFinding of(String name, Instant notAfter, Instant now) {
    Duration left = Duration.between(now, notAfter);
    String told = left.toDays() + " days left, until " + notAfter;
    return left.compareTo(LEAST) >= 0
        ? HostFinding.fine("certificate", "right for " + name + ", " + told)
        : HostFinding.unfit("certificate", "of " + name + ": " + told, "renew it");
  }
}

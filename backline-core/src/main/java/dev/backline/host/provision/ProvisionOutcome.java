package dev.backline.host.provision;

import dev.backline.failure.Failure;

/** What came of one requirement on a host. */
public sealed interface ProvisionOutcome {

  String requirement();

  /** It was met before anything was done. */
  record AlreadySo(String requirement, String found) implements ProvisionOutcome {}

  /** It was not, and is now, as its check says. */
  record Changed(String requirement, String found) implements ProvisionOutcome {}

  /** It is not met; what was done for it stays. */
  record Failed(String requirement, Failure why) implements ProvisionOutcome {}

  /** It was not looked at, since one before it failed. */
  record NotReached(String requirement) implements ProvisionOutcome {}
}

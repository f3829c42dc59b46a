package dev.backline.host;

import dev.backline.failure.Failure;

/** What came of an action on one host. */
public sealed interface HostOutcome {

  /** It succeeded and stays. */
  record Done() implements HostOutcome {}

  /** It failed. */
  record Failed(Failure why) implements HostOutcome {}

  /** It succeeded, and was undone since it failed on another host. */
  record Undone() implements HostOutcome {}

  /** It succeeded, and could not be undone: a person has to look. */
  record NotUndone(Failure why) implements HostOutcome {}
}

package dev.backline.host.examine;

import dev.backline.failure.Failure;

/** What looking at one thing of a host showed. */
public sealed interface HostFinding {

  /** What was looked at, in a word or two. */
  String subject();

  record Fine(String subject, String detail) implements HostFinding {}

  /**
   * Not as it should be, and yet a delivery can do with it.
   *
   * @param remedy what the reader can do now
   */
  record Doubtful(String subject, String why, String remedy) implements HostFinding {}

  /**
   * @param remedy what the reader can do now
   */
  record Unfit(String subject, String why, String remedy) implements HostFinding {}

  static HostFinding fine(String subject, String detail) {
    return new Fine(subject, detail);
  }

  static HostFinding doubtful(String subject, String why, String remedy) {
    return new Doubtful(subject, why, remedy);
  }

  static HostFinding unfit(String subject, String why, String remedy) {
    return new Unfit(subject, why, remedy);
  }

  /** Of something that could not be looked at. */
  static HostFinding unfit(String subject, Failure failure) {
    return new Unfit(subject, failure.why(), failure.remedy());
  }
}

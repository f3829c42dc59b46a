package dev.backline.cli.doctor;

import dev.backline.failure.Failure;

/** What looking at one thing showed. */
public sealed interface Finding {

  /** What was looked at, in a word or two. */
  String subject();

  record Fine(String subject, String detail) implements Finding {}

  record Unfit(String subject, String why, String remedy) implements Finding {}

  static Finding fine(String subject, String detail) {
    return new Fine(subject, detail);
  }

  static Finding unfit(String subject, String why, String remedy) {
    return new Unfit(subject, why, remedy);
  }

  static Finding unfit(String subject, Failure failure) {
    return new Unfit(subject, failure.why(), failure.remedy());
  }
}

package dev.backline.config;

/** What happens to a new release that had too few requests to be judged by. */
public enum Inconclusive {
  /** It is taken for good. */
  PASS,
  /** It is watched on, until there were enough requests or a person has decided. */
  ASK
}

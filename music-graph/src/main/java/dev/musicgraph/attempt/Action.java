package dev.musicgraph.attempt;

/** What is limited, each on its own. */
public enum Action {
  LOGIN,
  REGISTRATION,
  SETUP
}

package dev.backline.config;

/** What starts a deployment to an environment. */
public enum DeployTrigger {
  /** A push to the branch that it follows. */
  PUSH,
  /** A person, by {@code backline deploy} or {@code backline promote}. */
  MANUAL
}

package dev.backline.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A place that the app runs in, and its policies.
 *
 * @param follows the branch that is deployed here; a must if {@code deploy} is {@code PUSH}
 * @param from the environment whose artifact is promoted to this one
 * @param keepReleases how many past releases stay ready for a rollback, 1 to 100
 * @param secrets needed here beside those of the whole app
 * @param versions empty if releases here get no version
 * @param env added to, and stronger than, {@code run.env}
 */
public record EnvironmentSpec(
    EnvironmentName name,
    Optional<BranchName> follows,
    DeployTrigger deploy,
    Optional<EnvironmentName> from,
    ListenAddress listen,
    int keepReleases,
    List<SecretName> secrets,
    Optional<VersionSpec> versions,
    MigrationPolicy migrations,
    WatchSpec watch,
    EdgeSpec edge,
    SequencedMap<VariableName, Template> env) {

  public EnvironmentSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(follows, "follows");
    Objects.requireNonNull(deploy, "deploy");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(listen, "listen");
    Objects.requireNonNull(versions, "versions");
    Objects.requireNonNull(migrations, "migrations");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(edge, "edge");
    secrets = List.copyOf(secrets);
    env = Checked.ordered(env);
    Checked.that(
        keepReleases >= 1 && keepReleases <= 100,
        "keepReleases " + keepReleases + " is not between 1 and 100");
    Checked.that(
        deploy != DeployTrigger.PUSH || follows.isPresent(),
        "deploy: push needs follows, the branch whose pushes are deployed");
    Checked.that(
        follows.isEmpty() || from.isEmpty(),
        "follows and from exclude each other: releases here are either built from a branch or"
            + " promoted");
  }

  /** Where people reach it, without a slash at the end. */
  public String url() {
    return "http://" + listen;
  }
}

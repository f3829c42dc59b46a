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
 * @param asksToRehearse what is declared; see {@link #rehearse()}
 * @param rehearsalReach on hosts always {@code COPY}: there it is no choice
 * @param listen of the edge: of this machine's, or of that on each host
 * @param env added to, and stronger than, {@code run.env}
 * @param publicUrl empty if people reach it at {@code listen}
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
    Optional<Rehearse> asksToRehearse,
    RehearsalReach rehearsalReach,
    ProofSpec proof,
    WatchSpec watch,
    EdgeSpec edge,
    SequencedMap<VariableName, Template> env,
    Optional<PublicUrl> publicUrl,
    Placement placement) {

  public EnvironmentSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(follows, "follows");
    Objects.requireNonNull(deploy, "deploy");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(listen, "listen");
    Objects.requireNonNull(versions, "versions");
    Objects.requireNonNull(migrations, "migrations");
    Objects.requireNonNull(asksToRehearse, "asksToRehearse");
    Objects.requireNonNull(rehearsalReach, "rehearsalReach");
    Objects.requireNonNull(proof, "proof");
    Objects.requireNonNull(watch, "watch");
    Objects.requireNonNull(edge, "edge");
    Objects.requireNonNull(publicUrl, "publicUrl");
    Objects.requireNonNull(placement, "placement");
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
    Checked.that(
        !encrypted(placement)
            || publicUrl.filter(url -> url.value().startsWith("https://")).isPresent(),
        "a certificate for nginx needs url, an https address: the name that it is for");
    Checked.that(
        rehearsalReach == RehearsalReach.COPY || placement instanceof Placement.ThisMachine,
        "rehearsalReach is for environments of this machine: rehearsals on hosts are always shut"
            + " off");
  }

  private static boolean encrypted(Placement placement) {
    return placement instanceof Placement.OnHosts on && on.nginx().tls().isPresent();
  }

  /** Where nothing is declared, releases that are promoted are rehearsed, others are not. */
  public Rehearse rehearse() {
    return asksToRehearse.orElse(from.isPresent() ? Rehearse.WITH_MIGRATIONS : Rehearse.NEVER);
  }

  /** Where people reach it, without a slash at the end. */
  public String url() {
    return publicUrl
        .map(PublicUrl::value)
        .orElseGet(() -> "http://" + reachable() + ":" + listen.port());
  }

  /** Where the edge is reached: on hosts that listen on all their addresses, the first one's. */
  private String reachable() {
    return switch (placement) {
      case Placement.OnHosts on when listen.anyAddress() -> on.hosts().getFirst().login().host();
      case Placement.OnHosts _, Placement.ThisMachine _ -> listen.bracketed();
    };
  }
}

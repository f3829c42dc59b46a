package dev.backline.config.schema;

import dev.backline.config.BranchName;
import dev.backline.config.DataSize;
import dev.backline.config.DeployTrigger;
import dev.backline.config.EdgeSpec;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.Inconclusive;
import dev.backline.config.ListenAddress;
import dev.backline.config.MigrationPolicy;
import dev.backline.config.Percentage;
import dev.backline.config.PublicUrl;
import dev.backline.config.SecretName;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import dev.backline.config.VersionSpec;
import dev.backline.config.VersionTag;
import dev.backline.config.WatchSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** {@code environments}. */
final class EnvironmentKeys {

  private static final Key<VersionTag> START =
      Key.required("start", Forms.VERSION, "The first version.");
  private static final Shape<VersionSpec> VERSION =
      new Shape<>("versions", List.of(START), v -> new VersionSpec(v.get(START)));

  private static final Key<Duration> WINDOW =
      Key.withDefault(
          "window",
          Forms.DURATION_OR_ZERO,
          "5s",
          "How long after the switch; `0s` turns watching off.");
  private static final Key<Percentage> ERROR_RATE =
      Key.withDefault(
          "errorRate",
          Forms.PERCENTAGE,
          "1%",
          "The share of answers with status 500 and above that is still fine.");
  private static final Key<Double> LATENCY_FACTOR =
      Key.withDefault(
          "latencyFactor",
          NumberForm.decimal(1, 1000),
          3,
          "How many times slower than the release before it is still fine.");
  private static final Key<Double> MEMORY_FACTOR =
      Key.withDefault(
          "memoryFactor",
          NumberForm.decimal(1, 1000),
          3,
          "How many times the memory of the release before it is still fine.");
  private static final Key<Double> LOG_ERROR_FACTOR =
      Key.withDefault(
          "logErrorFactor",
          NumberForm.decimal(1, 1000),
          3,
          "How many times the share of log lines that tell of an error is still fine.");
  private static final Key<Inconclusive> INCONCLUSIVE =
      Key.withDefault(
          "inconclusive",
          Choice.of(
              new Choice.Option<>("pass", Inconclusive.PASS, "It counts as good."),
              new Choice.Option<>(
                  "ask",
                  Inconclusive.ASK,
                  "It is watched on, the release before it ready, until enough requests came or a"
                      + " person decides: `backline run RUN --approve`, or `--cancel`.")),
          "pass",
          "What happens to a release that had fewer than 20 requests in that time.");
  private static final Shape<WatchSpec> WATCH_SHAPE =
      new Shape<>(
          "watch",
          List.of(
              WINDOW, ERROR_RATE, LATENCY_FACTOR, MEMORY_FACTOR, LOG_ERROR_FACTOR, INCONCLUSIVE),
          v ->
              new WatchSpec(
                  v.get(WINDOW),
                  v.get(ERROR_RATE),
                  v.get(LATENCY_FACTOR),
                  v.get(MEMORY_FACTOR),
                  v.get(LOG_ERROR_FACTOR),
                  v.get(INCONCLUSIVE)));

  private static final Key<DataSize> MAX_BODY =
      Key.withDefault(
          "maxBody", Forms.SIZE, "32MB", "The largest request body; more is answered with 413.");
  private static final Key<Duration> REQUEST_TIMEOUT =
      Key.withDefault(
          "requestTimeout",
          Forms.DURATION,
          "60s",
          "The longest a release may take to answer; then 504.");
  private static final Shape<EdgeSpec> EDGE_SHAPE =
      new Shape<>(
          "edge",
          List.of(MAX_BODY, REQUEST_TIMEOUT),
          v -> new EdgeSpec(v.get(MAX_BODY), v.get(REQUEST_TIMEOUT)));

  private static final Key<Optional<BranchName>> FOLLOWS =
      Key.optional("follows", Forms.BRANCH, "The branch that is built and deployed here.");
  private static final Key<DeployTrigger> DEPLOY =
      Key.withDefault(
          "deploy",
          Choice.of(
              new Choice.Option<>(
                  "push", DeployTrigger.PUSH, "Every push to the branch in `follows` is deployed."),
              new Choice.Option<>(
                  "manual",
                  DeployTrigger.MANUAL,
                  "`backline deploy` or `backline promote` does it.")),
          "manual",
          "What starts a deployment.");
  private static final Key<Optional<EnvironmentName>> FROM =
      Key.optional(
          "from",
          Forms.ENVIRONMENT_NAME,
          "The environment whose artifact is promoted here, as it is.");
  private static final Key<ListenAddress> LISTEN =
      Key.required(
          "listen", Forms.LISTEN, "Where the environment is reached. Each has a port of its own.");
  private static final Key<Integer> KEEP_RELEASES =
      Key.withDefault(
          "keepReleases",
          NumberForm.whole(1, 100),
          5,
          "How many past releases stay ready for a rollback.");
  private static final Key<List<SecretName>> SECRETS =
      Key.listOrEmpty(
          "secrets", Forms.SECRET_NAMES, "Secrets needed here, beside those of the whole app.");
  private static final Key<Optional<VersionSpec>> VERSIONS =
      Key.optional("versions", VERSION, "Gives releases here a version and a git tag.");
  private static final Key<MigrationPolicy> MIGRATIONS =
      Key.withDefault(
          "migrations",
          Choice.of(
              new Choice.Option<>("auto", MigrationPolicy.AUTO, "The deployment runs them."),
              new Choice.Option<>(
                  "manual",
                  MigrationPolicy.MANUAL,
                  "The deployment pauses until a person approves them: `backline run RUN"
                      + " --approve`.")),
          "auto",
          "Who decides that pending migrations are run.");
  private static final Key<WatchSpec> WATCH =
      Key.orEmpty(
          "watch",
          WATCH_SHAPE,
          "How a new release is watched after the switch, against the one before it.");
  private static final Key<EdgeSpec> EDGE =
      Key.orEmpty("edge", EDGE_SHAPE, "The limits of the reverse proxy in front.");
  private static final Key<SequencedMap<VariableName, Template>> ENV =
      Key.orEmpty(
          "env", Forms.ENV, "Variables for releases and tasks here, over those of `run.env`.");

  private static final Key<Optional<PublicUrl>> URL =
      Key.optional(
          "url",
          Forms.URL,
          "Where people reach it; http:// and the address in `listen` when left out.");

  private static final Shape<Function<EnvironmentName, EnvironmentSpec>> ENVIRONMENT =
      new Shape<>(
          "environment",
          List.of(
              FOLLOWS,
              DEPLOY,
              FROM,
              LISTEN,
              KEEP_RELEASES,
              SECRETS,
              VERSIONS,
              MIGRATIONS,
              ProofKeys.REHEARSE,
              ProofKeys.REACH,
              ProofKeys.PROOF,
              WATCH,
              EDGE,
              ENV,
              URL,
              PlacementKeys.HOSTS,
              PlacementKeys.SSH_KEY,
              PlacementKeys.COMPOSE,
              PlacementKeys.NGINX,
              PlacementKeys.DATABASE),
          v ->
              name ->
                  new EnvironmentSpec(
                      name,
                      v.get(FOLLOWS),
                      v.get(DEPLOY),
                      v.get(FROM),
                      v.get(LISTEN),
                      v.get(KEEP_RELEASES),
                      v.get(SECRETS),
                      v.get(VERSIONS),
                      v.get(MIGRATIONS),
                      v.get(ProofKeys.REHEARSE),
                      v.get(ProofKeys.REACH),
                      v.get(ProofKeys.PROOF),
                      v.get(WATCH),
                      v.get(EDGE),
                      v.get(ENV),
                      v.get(URL),
                      PlacementKeys.placement(v)));

  static final Named<EnvironmentName, EnvironmentSpec> ENVIRONMENTS =
      new Named<>("environments by name", Forms.ENVIRONMENT_NAME, ENVIRONMENT);

  private EnvironmentKeys() {}
}

package dev.backline.config.schema;

import dev.backline.config.Argv;
import dev.backline.config.DataSize;
import dev.backline.config.HealthSpec;
import dev.backline.config.HttpPath;
import dev.backline.config.LimitSpec;
import dev.backline.config.RunSpec;
import dev.backline.config.StopSpec;
import dev.backline.config.Template;
import dev.backline.config.VariableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** {@code run}. */
final class RunKeys {

  private static final Key<HttpPath> PATH =
      Key.withDefault(
          "path", Forms.HTTP_PATH, "/", "Requested with GET until it answers as it should.");
  private static final Key<Integer> STATUS =
      Key.withDefault("status", Forms.STATUS, 200, "The status that means healthy.");
  private static final Key<Duration> INTERVAL =
      Key.withDefault("interval", Forms.DURATION, "250ms", "From one request to the next.");
  private static final Key<Duration> TIMEOUT =
      Key.withDefault(
          "timeout", Forms.DURATION, "60s", "A release that isn't healthy by then has failed.");
  private static final Key<Duration> STABLE =
      Key.withDefault(
          "stable",
          Forms.DURATION_OR_ZERO,
          "1s",
          "How long it has to stay healthy without a break before traffic reaches it.");
  private static final Shape<HealthSpec> HEALTH =
      new Shape<>(
          "health",
          List.of(PATH, STATUS, INTERVAL, TIMEOUT, STABLE),
          v ->
              new HealthSpec(
                  v.get(PATH), v.get(STATUS), v.get(INTERVAL), v.get(TIMEOUT), v.get(STABLE)));

  private static final Key<Duration> GRACE =
      Key.withDefault(
          "grace",
          Forms.DURATION_OR_ZERO,
          "20s",
          "From the request to stop (SIGTERM) to the kill.");
  private static final Shape<StopSpec> STOP =
      new Shape<>("stop", List.of(GRACE), v -> new StopSpec(v.get(GRACE)));

  private static final Key<Optional<DataSize>> MEMORY =
      Key.optional(
          "memory", Forms.SIZE, "The most memory a release may use; no limit when left out.");
  private static final Key<Integer> FILES =
      Key.withDefault(
          "files",
          NumberForm.whole(64, 1_048_576),
          4096,
          "The most files and connections it may have open.");
  private static final Shape<LimitSpec> LIMITS =
      new Shape<>(
          "limits", List.of(MEMORY, FILES), v -> new LimitSpec(v.get(MEMORY), v.get(FILES)));

  private static final Key<Argv> COMMAND =
      Key.required(
          "command",
          Forms.COMMAND_TEMPLATE,
          "Starts a release, in the bundle's directory. It stays in the foreground.");
  private static final Key<VariableName> PORT =
      Key.withDefault(
          "port",
          Forms.VARIABLE_NAME,
          "PORT",
          "The variable that tells the release which port to listen on.");
  private static final Key<SequencedMap<VariableName, Template>> ENV =
      Key.orEmpty("env", Forms.ENV, "Variables for releases and tasks.");
  private static final Key<HealthSpec> RUN_HEALTH =
      Key.orEmpty("health", HEALTH, "When a started release counts as healthy.");
  private static final Key<StopSpec> RUN_STOP =
      Key.orEmpty("stop", STOP, "How a release is stopped.");
  private static final Key<LimitSpec> RUN_LIMITS =
      Key.orEmpty("limits", LIMITS, "What a release may use.");

  static final Shape<RunSpec> RUN =
      new Shape<>(
          "run",
          List.of(COMMAND, PORT, ENV, RUN_HEALTH, RUN_STOP, RUN_LIMITS),
          v ->
              new RunSpec(
                  v.get(COMMAND),
                  v.get(PORT),
                  v.get(ENV),
                  v.get(RUN_HEALTH),
                  v.get(RUN_STOP),
                  v.get(RUN_LIMITS)));

  private RunKeys() {}
}

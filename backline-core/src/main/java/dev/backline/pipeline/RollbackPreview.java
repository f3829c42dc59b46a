package dev.backline.pipeline;

import dev.backline.backup.Backup;
import dev.backline.backup.LossWindow;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.database.RunningServer;
import dev.backline.failure.Failure;
import dev.backline.lease.LeaseScope;
import dev.backline.proof.Proof;
import dev.backline.proof.RollbackPlan;
import dev.backline.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each way of a rollback would change and lose, as of now. Changes nothing.
 *
 * @param rehearsed what is known of the ways back, if the step between the two was rehearsed
 * @param reverted migrations that would go down, the newest first
 * @param backup of when the target served; empty if there is none any more
 * @param loss what restoring it would discard; empty if there is none
 */
public record RollbackPreview(
    Release from,
    Release to,
    Optional<RollbackPlan> rehearsed,
    List<String> reverted,
    Optional<KnownBackup> backup,
    Optional<LossWindow> loss) {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * A backup that could be restored.
   *
   * @param name its folder's
   */
  public record KnownBackup(String name, Instant taken) {}

  public RollbackPreview {
    reverted = List.copyOf(reverted);
  }

  /**
   * Reads every table of the live database to tell what would be lost.
   *
   * @param to a release's label; empty for the one before
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is no such release
   */
  public static RollbackPreview of(
      Parts parts, AppName app, EnvironmentName environment, Optional<String> to)
      throws InterruptedException {
    Delivery delivery = new Delivery(parts, new LeaseScope(app.value(), environment.value()));
    Release from =
        parts
            .history()
            .current(app, environment)
            .orElseThrow(() ->
                Failure.usage(
                        "planning a rollback of " + environment,
                        "nothing serves there",
                        "see: backline status")
                    .toException());
    Release target = ChooseTargetStep.target(delivery, to);
    Optional<Backup> backup = ChooseBackupStep.of(delivery, target.candidate().run());
    return new RollbackPreview(
        from,
        target,
        rehearsed(parts, from, target),
        reverted(parts, app, environment, from, target),
        backup.map(known ->
            new KnownBackup(known.id().value(), Instant.parse(known.manifest().startedAt()))),
        backup.isEmpty() ? Optional.empty() : loss(delivery, backup.get()));
  }

  private static Optional<RollbackPlan> rehearsed(Parts parts, Release from, Release target) {
    return parts
        .proofs()
        .find(from.candidate().run())
        .filter(proof -> proof.before().equals(target.label()))
        .map(Proof::plan);
  }

  private static List<String> reverted(
      Parts parts, AppName app, EnvironmentName environment, Release from, Release target) {
    return parts.history().newest(app, environment, 500).stream()
        .filter(release -> release.number() > target.number() && release.number() <= from.number())
        .flatMap(release -> release.candidate().migrations().reversed().stream())
        .toList();
  }

  private static Optional<LossWindow> loss(Delivery delivery, Backup backup)
      throws InterruptedException {
    AppConfig config = delivery.newestConfig();
    RunningServer server = delivery.server(config);
    return Optional.of(
        LossWindow.read(
            backup.manifest(), server.admin(server.live()), delivery.parts().clock(), LIMIT));
  }
}

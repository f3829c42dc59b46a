package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.Argv;
import dev.backline.config.HostName;
import dev.backline.config.SecretName;
import dev.backline.database.DatabaseAccess;
import dev.backline.database.DatabaseName;
import dev.backline.database.RoleName;
import dev.backline.failure.Failure;
import dev.backline.host.CommandOutput;
import dev.backline.host.CommandResult;
import dev.backline.lease.LeaseScope;
import dev.backline.release.Release;
import dev.backline.runtime.Slot;
import dev.backline.runtime.compose.ProjectOnHost;
import dev.backline.secret.EnvironmentSecrets;
import dev.backline.secret.Masker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The release that serves an environment, for a person who looks into it. Changes nothing of ours,
 * and so needs no lease.
 */
public final class ServingRelease {

  private static final Duration REACHED = Duration.ofSeconds(30);

  private final Delivery delivery;
  private final Release release;
  private final Slot slot;

  private ServingRelease(Delivery delivery, Release release, Slot slot) {
    this.delivery = delivery;
    this.release = release;
    this.slot = slot;
  }

  /**
   * @param tried what it is wanted for, as in a {@link Failure}
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if nothing serves there
   */
  public static ServingRelease of(Parts parts, LeaseScope scope, String tried) {
    Delivery delivery = new Delivery(parts, scope);
    Optional<Release> live = parts.history().current(delivery.app(), delivery.environment());
    Optional<Slot> slot = live.flatMap(Release::slot);
    if (live.isEmpty() || slot.isEmpty()) {
      throw Failure.usage(
              tried,
              "no release serves in " + scope,
              "deliver one first; 'backline status' shows what serves where")
          .toException();
    }
    return new ServingRelease(delivery, live.get(), slot.get());
  }

  /**
   * Runs a command inside it. Its output is passed on with secrets masked.
   *
   * @param host where; the first machine if empty
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if there is no such host, and
   *     {@code UNAVAILABLE} if the release does not run
   */
  public CommandResult exec(
      Optional<HostName> host, Argv command, Duration limit, CommandOutput output)
      throws InterruptedException {
    return delivery
        .place(config())
        .exec(
            host,
            slot,
            command,
            port -> delivery.values(release).serve(port).environment(),
            limit,
            new Masked(masker(), output));
  }

  /**
   * The environment's database from this machine, as the app's role.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if the app has none, and
   *     {@code UNAVAILABLE} if it can't be reached
   */
  public DatabaseAccess database() throws InterruptedException {
    if (config().database().isEmpty()) {
      throw Failure.usage(
              "reaching the database of " + delivery.app() + " in " + delivery.environment(),
              "the app has none: its backline.yml declares no database",
              "declare one under 'database', and deploy")
          .toException();
    }
    return delivery.place(config()).database(REACHED);
  }

  /** The Compose projects of its hosts, in their order; none on this machine. */
  public List<ProjectOnHost> projects() {
    return delivery.place(config()).projects();
  }

  public Slot slot() {
    return slot;
  }

  private AppConfig config() {
    return delivery.config(release.candidate().commit());
  }

  /** Of all that its environment keeps: the release may have been started with what is old now. */
  private Masker masker() {
    EnvironmentSecrets kept = delivery.parts().secrets().of(delivery.app(), delivery.environment());
    Masker masker = Masker.none();
    for (SecretName name : kept.names()) {
      kept.get(name).ifPresent(masker::add);
    }
    DatabaseName database = DatabaseName.of(delivery.app(), delivery.environment());
    delivery
        .parts()
        .databasePasswords()
        .find(new RoleName(database.value()))
        .ifPresent(masker::add);
    return masker;
  }

  private record Masked(Masker masker, CommandOutput output) implements CommandOutput {

    @Override
    public void line(String text) {
      output.line(masker.mask(text));
    }

    @Override
    public void errorLine(String text) {
      output.errorLine(masker.mask(text));
    }
  }
}

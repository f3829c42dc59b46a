package dev.backline.cli.app;

import dev.backline.Backline;
import dev.backline.cli.session.Session;
import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.failure.Failure;
import dev.backline.release.Release;
import java.util.Optional;

/**
 * An environment as the release that serves there was configured, else as the checkout declares it.
 *
 * @param live the release that serves; empty if there is none
 */
public record KnownEnvironment(
    AppName app, EnvironmentSpec spec, AppConfig config, Optional<Release> live) {

  /**
   * @param backline empty if nothing was ever delivered
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if neither knows it
   */
  public static KnownEnvironment find(
      Session session, Optional<Backline> backline, AppChoice choice, EnvironmentName environment) {
    AppTarget target = AppTarget.find(session, choice);
    target.require(environment);
    Optional<Release> live =
        backline.flatMap(known -> known.releases().current(target.app(), environment));
    AppConfig config =
        live.map(release ->
                backline
                    .orElseThrow()
                    .parts()
                    .configurations()
                    .at(target.app(), release.candidate().commit()))
            .or(target::config)
            .orElseThrow(() ->
                Failure.usage(
                        "finding " + target.app() + " in " + environment,
                        "no release serves there, and no checkout of it is at hand",
                        "go to the app's checkout, or deliver first")
                    .toException());
    AppTarget.require(environment, config);
    return new KnownEnvironment(
        target.app(), config.environment(environment).orElseThrow(), config, live);
  }
}

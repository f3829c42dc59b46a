package dev.backline.pipeline;

import dev.backline.config.AppConfig;
import dev.backline.config.AppName;
import dev.backline.config.parse.ConfigFile;
import dev.backline.config.parse.ConfigResult;
import dev.backline.failure.Failure;
import dev.backline.source.AppRepository;
import dev.backline.source.CommitId;
import dev.backline.source.Repositories;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The {@code backline.yml} of commits. A commit never changes, so what was read once is kept. */
public final class Configurations {

  private static final int MOST_KEPT = 200;

  private final Repositories repositories;

  /** With the app: the same commit in another app's repository is refused there. */
  private record Place(AppName app, CommitId commit) {}

  private final Map<Place, AppConfig> known = new ConcurrentHashMap<>();

  public Configurations(Repositories repositories) {
    this.repositories = repositories;
  }

  /**
   * The configuration at a commit.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE}, telling every problem, if
   *     there is none or it is wrong
   */
  public AppConfig at(AppName app, CommitId commit) {
    if (known.size() > MOST_KEPT) {
      known.clear();
    }
    return known.computeIfAbsent(new Place(app, commit), place -> read(app, commit));
  }

  private AppConfig read(AppName app, CommitId commit) {
    String name = ConfigFile.NAME + " at " + commit.abbreviated();
    try (AppRepository repository = repositories.open(app)) {
      String content =
          repository
              .readFile(commit, ConfigFile.NAME)
              .orElseThrow(() ->
                  Failure.usage(
                          "reading " + name,
                          "the commit has no such file",
                          "add one: 'backline init' writes a start")
                      .toException());
      return switch (ConfigFile.read(name, content.getBytes(StandardCharsets.UTF_8))) {
        case ConfigResult.Valid(AppConfig config) -> requireApp(config, app, name);
        case ConfigResult.Invalid invalid -> throw invalid.toFailure().toException();
      };
    }
  }

  private static AppConfig requireApp(AppConfig config, AppName app, String name) {
    if (!config.app().equals(app)) {
      throw Failure.usage(
              "reading " + name,
              "it declares the app '" + config.app() + "', but this repository is of '" + app + "'",
              "push it to that app's repository, or correct the name")
          .toException();
    }
    return config;
  }
}

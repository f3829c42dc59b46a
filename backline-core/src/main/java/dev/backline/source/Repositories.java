package dev.backline.source;

import dev.backline.config.AppName;
import dev.backline.failure.Failure;
import dev.backline.state.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The bare repositories that Backline keeps, one an app. */
public final class Repositories {

  private static final String SUFFIX = ".git";

  private final Path root;

  public Repositories(DataDirectory data) {
    IsolatedGit.use();
    this.root = data.repositories();
  }

  /** Where the app's repository is or would be. */
  public Path directory(AppName app) {
    return root.resolve(app.value() + SUFFIX);
  }

  /** The apps that have a repository, by name. */
  public List<AppName> apps() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .filter(name -> name.matches(AppName.PATTERN))
          .sorted()
          .map(AppName::new)
          .toList();
    } catch (IOException e) {
      throw Failure.unavailable(
              "listing the repositories in " + root,
              String.valueOf(e.getMessage()),
              "check that the directory can be read")
          .toException(e);
    }
  }

  public boolean exists(AppName app) {
    return Files.isRegularFile(directory(app).resolve("HEAD"));
  }

  /** Opens the app's repository, making it first if there is none, and applies the rules to it. */
  public AppRepository openOrCreate(AppName app, PushRules rules) {
    try {
      Repository repository = exists(app) ? existing(app) : create(app);
      configure(repository.getConfig(), rules);
      return new AppRepository(repository);
    } catch (IOException | GitAPIException e) {
      throw unreadable(app, e).toException(e);
    }
  }

  /**
   * Opens the app's repository.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when nothing was pushed yet
   */
  public AppRepository open(AppName app) {
    if (!exists(app)) {
      throw Failure.usage(
              "opening the repository of " + app,
              "there is none yet",
              "push the app, or run `backline deploy` in a checkout of it")
          .toException();
    }
    try {
      return new AppRepository(existing(app));
    } catch (IOException e) {
      throw unreadable(app, e).toException(e);
    }
  }

  private Repository existing(AppName app) throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(directory(app).toFile())
        .setBare()
        .setMustExist(true)
        .build();
  }

  private Repository create(AppName app) throws IOException, GitAPIException {
    Files.createDirectories(root);
    try (Git git =
        Git.init()
            .setBare(true)
            .setInitialBranch("main")
            .setGitDir(directory(app).toFile())
            .call()) {
      // The handle is shared with the one given out, which closes it.
      git.getRepository().incrementOpen();
      return git.getRepository();
    }
  }

  private static void configure(StoredConfig config, PushRules rules) throws IOException {
    String before = config.toText();
    config.setBoolean("receive", null, "denyNonFastForwards", !rules.mayRewrite());
    // Deleting a branch and pushing it again would be a rewrite by another name.
    config.setBoolean("receive", null, "denyDeletes", !rules.mayRewrite());
    config.setBoolean("receive", null, "fsckObjects", true);
    // A push over the file system would else start a clean-up that outlives it.
    config.setBoolean("receive", null, "autogc", false);
    config.setString("core", null, "logAllRefUpdates", "always");
    config.setBoolean("core", null, "fsyncObjectFiles", true);
    config.setBoolean("core", null, "fsyncRefFiles", true);
    if (!config.toText().equals(before)) {
      config.save();
    }
  }

  private Failure unreadable(AppName app, Exception cause) {
    return Failure.unavailable(
        "opening the repository of " + app,
        String.valueOf(cause.getMessage()),
        "check the permissions and the disk below " + root);
  }
}

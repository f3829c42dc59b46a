package dev.backline.source;

import dev.backline.config.BranchName;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** One app's bare repository, open. Safe for use by several threads. */
public final class AppRepository implements AutoCloseable {

  private static final int LARGEST_TEXT = 1 << 20;

  private final Repository git;

  AppRepository(Repository git) {
    this.git = git;
  }

  /** JGit's view of it, for serving it over HTTP. */
  public Repository git() {
    return git;
  }

  /**
   * The commit that a branch, a tag, a full name or an abbreviation of at least 4 digits stands
   * for.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when it stands for none or
   *     for several
   */
  public CommitId resolve(String name) {
    return Revisions.resolve(git, name);
  }

  /** The commit that a branch ends in. */
  public Optional<CommitId> tip(BranchName branch) {
    try {
      Ref ref = git.exactRef(Constants.R_HEADS + branch.value());
      return Optional.ofNullable(ref).map(Ref::getObjectId).map(id -> new CommitId(id.getName()));
    } catch (IOException e) {
      throw unreadable("reading the branch " + branch, e);
    }
  }

  /** Every branch with the commit that it ends in, by name. */
  public SortedMap<BranchName, CommitId> branches() {
    try {
      SortedMap<BranchName, CommitId> tips = new TreeMap<>(Comparator.comparing(BranchName::value));
      for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
        BranchName branch = new BranchName(ref.getName().substring(Constants.R_HEADS.length()));
        tips.put(branch, new CommitId(ref.getObjectId().getName()));
      }
      return tips;
    } catch (IOException e) {
      throw unreadable("listing the branches", e);
    }
  }

  /** Whether the repository holds this commit. */
  public boolean has(CommitId id) {
    return Revisions.has(git, id);
  }

  /** What the commit says about itself. */
  public Commit commit(CommitId id) {
    try (RevWalk walk = new RevWalk(git)) {
      return Commits.read(walk.parseCommit(Revisions.objectId(id)));
    } catch (IOException e) {
      throw unreadable("reading the commit " + id.abbreviated(), e);
    }
  }

  /**
   * The commits that {@code to} holds and {@code from} doesn't, newest first, children before
   * parents; merges and what they brought included. All of {@code to} when {@code from} is empty.
   *
   * @param most how many at most; the newest are kept
   */
  public List<Commit> commitsSince(Optional<CommitId> from, CommitId to, int most) {
    try {
      return Commits.between(git, from, to, most);
    } catch (IOException e) {
      throw unreadable("listing the commits up to " + to.abbreviated(), e);
    }
  }

  /** Whether every commit of {@code earlier} is also in {@code later}; true when they are equal. */
  public boolean contains(CommitId later, CommitId earlier) {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.isMergedInto(
          walk.parseCommit(Revisions.objectId(earlier)),
          walk.parseCommit(Revisions.objectId(later)));
    } catch (IOException e) {
      throw unreadable("comparing two commits", e);
    }
  }

  /**
   * A text file as it is in the commit, read as UTF-8. Empty when there is no such file.
   *
   * @param path relative to the repository's root, divided by {@code /}
   * @throws dev.backline.failure.BacklineException with {@code USAGE} when it is larger than 1 MiB
   */
  public Optional<String> readFile(CommitId id, String path) {
    try (RevWalk walk = new RevWalk(git);
        TreeWalk found =
            TreeWalk.forPath(
                walk.getObjectReader(), path, walk.parseCommit(Revisions.objectId(id)).getTree())) {
      if (found == null || !isFile(found.getFileMode())) {
        return Optional.empty();
      }
      ObjectLoader blob = walk.getObjectReader().open(found.getObjectId(0));
      if (blob.getSize() > LARGEST_TEXT) {
        throw Failure.usage(
                "reading " + path + " of " + id.abbreviated(),
                "it is larger than " + LARGEST_TEXT + " bytes",
                "make it smaller")
            .toException();
      }
      return Optional.of(new String(blob.getBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unreadable("reading " + path + " of " + id.abbreviated(), e);
    }
  }

  /**
   * Brings a commit here from somebody's checkout on this machine, uncommitted changes not
   * included. It stays until it is deleted by hand, whatever branches do.
   *
   * @param checkout the checkout or a directory in it, a linked worktree too
   * @param name what {@link #resolve} takes, as seen from there; {@code HEAD} for what is checked
   *     out
   */
  public CommitId fetchFrom(Path checkout, String name) {
    return LocalFetch.fetch(checkout, name, git);
  }

  /** The annotated tags. */
  public AnnotatedTags tags() {
    return new AnnotatedTags(git);
  }

  @Override
  public void close() {
    git.close();
  }

  private static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
  }

  private RuntimeException unreadable(String tried, IOException cause) {
    return Revisions.unreadable(git, tried, cause);
  }
}

package dev.backline.source;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Finds the commits that names stand for, and says clearly when it can't. */
final class Revisions {

  private static final int MOST_LISTED = 8;

  private Revisions() {}

  static ObjectId objectId(CommitId id) {
    return ObjectId.fromString(id.value());
  }

  static CommitId resolve(Repository git, String name) {
    String tried = "looking for the commit '" + name + "'";
    try (RevWalk walk = new RevWalk(git)) {
      ObjectId found = git.resolve(name + "^{commit}");
      if (found == null) {
        throw unknown(git, tried).toException();
      }
      return new CommitId(walk.parseCommit(found).getName());
    } catch (AmbiguousObjectException e) {
      throw ambiguous(git, tried, e);
    } catch (RevisionSyntaxException | StringIndexOutOfBoundsException e) {
      throw Failure.usage(
              tried, "that is not a way to name a commit", "name a branch, a tag or a commit")
          .toException(e);
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      throw unknown(git, tried).toException(e);
    } catch (IOException e) {
      throw unreadable(git, tried, e);
    }
  }

  static boolean has(Repository git, CommitId id) {
    try (RevWalk walk = new RevWalk(git)) {
      walk.parseCommit(objectId(id));
      return true;
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return false;
    } catch (IOException e) {
      throw unreadable(git, "looking for the commit " + id, e);
    }
  }

  static BacklineException unreadable(Repository git, String tried, IOException cause) {
    if (cause instanceof MissingObjectException) {
      return Failure.usage(tried, "the repository has no such commit", "push it, or check its name")
          .toException(cause);
    }
    return Failure.unavailable(
            tried,
            String.valueOf(cause.getMessage()),
            "check " + git.getDirectory() + " with `git fsck`")
        .toException(cause);
  }

  private static BacklineException ambiguous(
      Repository git, String tried, AmbiguousObjectException e) {
    List<String> commits =
        e.getCandidates().stream()
            .filter(candidate -> has(git, new CommitId(candidate.getName())))
            .map(ObjectId::getName)
            .toList();
    if (commits.isEmpty()) {
      return unknown(git, tried).toException(e);
    }
    return Failure.usage(
            tried,
            "it stands for several: " + listed(commits),
            "write more digits of the one that is meant")
        .toException(e);
  }

  private static Failure unknown(Repository git, String tried) {
    return Failure.usage(
        tried,
        "the repository has no such branch, tag or commit; " + branches(git),
        "commit and push it, or check its name");
  }

  private static String branches(Repository git) {
    try {
      Collection<Ref> heads = git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
      return heads.isEmpty()
          ? "it has no branches yet"
          : "it has the branches "
              + listed(heads.stream().map(Ref::getName).map(Repository::shortenRefName).toList());
    } catch (IOException e) {
      return "its branches can't be read: " + e.getMessage();
    }
  }

  private static String listed(List<String> names) {
    Optional<String> more =
        Optional.of(" and " + (names.size() - MOST_LISTED) + " more")
            .filter(text -> names.size() > MOST_LISTED);
    return names.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")) + more.orElse("");
  }
}

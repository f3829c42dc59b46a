package dev.backline.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads commits and walks their history. */
final class Commits {

  private Commits() {}

  static Commit read(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new Commit(
        new CommitId(commit.getName()),
        Arrays.stream(commit.getParents()).map(parent -> new CommitId(parent.getName())).toList(),
        author.getName(),
        author.getEmailAddress(),
        commit.getCommitterIdent().getWhenAsInstant(),
        commit.getShortMessage(),
        bodyOf(commit));
  }

  static List<Commit> between(Repository git, Optional<CommitId> from, CommitId to, int most)
      throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.COMMIT_TIME_DESC, true);
      walk.markStart(walk.parseCommit(Revisions.objectId(to)));
      if (from.isPresent()) {
        walk.markUninteresting(walk.parseCommit(Revisions.objectId(from.get())));
      }
      List<Commit> commits = new ArrayList<>();
      for (RevCommit commit = walk.next();
          commit != null && commits.size() < most;
          commit = walk.next()) {
        commits.add(read(commit));
      }
      return List.copyOf(commits);
    }
  }

  /** What follows the first paragraph, which is the subject. */
  private static String bodyOf(RevCommit commit) {
    String message = commit.getFullMessage().strip();
    int paragraphEnd = message.indexOf("\n\n");
    return paragraphEnd < 0 ? "" : message.substring(paragraphEnd).strip();
  }
}

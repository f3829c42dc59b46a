package dev.backline.source;

import java.time.Instant;
import java.util.List;

/**
 * A commit as release notes and status pages show it.
 *
 * @param parents none for a first commit, several for a merge; the first is the branch merged into
 * @param authorEmail as written in the commit, not checked
 * @param committedAt when it was committed, to the second
 * @param subject the message's first paragraph on one line, maybe empty
 * @param body the rest of the message, maybe empty
 */
public record Commit(
    CommitId id,
    List<CommitId> parents,
    String author,
    String authorEmail,
    Instant committedAt,
    String subject,
    String body) {

  public Commit {
    parents = List.copyOf(parents);
  }

  public boolean isMerge() {
    return parents.size() > 1;
  }
}

package dev.backline.source;

import dev.backline.config.VersionTag;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** The version tags of a repository: made once, never moved. */
public final class AnnotatedTags {

  private final Repository git;

  AnnotatedTags(Repository git) {
    this.git = git;
  }

  public boolean exists(VersionTag tag) {
    return ref(tag).isPresent();
  }

  /** Every tag that is a version, sorted by name. */
  public List<VersionTag> names() {
    try {
      return git.getRefDatabase().getRefsByPrefix(Constants.R_TAGS).stream()
          .map(ref -> ref.getName().substring(Constants.R_TAGS.length()))
          .filter(name -> name.matches(VersionTag.PATTERN))
          .sorted()
          .map(VersionTag::new)
          .toList();
    } catch (IOException e) {
      throw Revisions.unreadable(git, "listing the tags", e);
    }
  }

  /** The commit that the tag, annotated or not, names. */
  public Optional<CommitId> commitOf(VersionTag tag) {
    Optional<Ref> ref = ref(tag);
    if (ref.isEmpty()) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(git)) {
      RevObject named = walk.peel(walk.parseAny(ref.get().getObjectId()));
      return Optional.of(named)
          .filter(object -> object.getType() == Constants.OBJ_COMMIT)
          .map(object -> new CommitId(object.getName()));
    } catch (IOException e) {
      throw Revisions.unreadable(git, "reading the tag " + tag, e);
    }
  }

  /**
   * Tags the commit. Does nothing when the tag names that commit already, so that it can be
   * repeated.
   *
   * @throws BacklineException with {@code REFUSED} when the tag names another commit
   */
  public void create(VersionTag tag, CommitId commit, String message, InstantSource clock) {
    Optional<CommitId> existing = commitOf(tag);
    if (existing.isPresent() || exists(tag)) {
      if (existing.filter(commit::equals).isPresent()) {
        return;
      }
      throw taken(tag, existing);
    }
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId object = inserter.insert(annotation(tag, commit, message, clock));
      inserter.flush();
      RefUpdate update = updateOf(tag, clock);
      update.setExpectedOldObjectId(ObjectId.zeroId());
      update.setNewObjectId(object);
      update.setRefLogMessage("backline: release " + tag, false);
      switch (update.update()) {
        case NEW -> {}
        case LOCK_FAILURE, REJECTED, NO_CHANGE -> throw taken(tag, commitOf(tag));
        case FAST_FORWARD,
            FORCED,
            IO_FAILURE,
            NOT_ATTEMPTED,
            RENAMED,
            REJECTED_CURRENT_BRANCH,
            REJECTED_MISSING_OBJECT,
            REJECTED_OTHER_REASON ->
            throw notWritten(tag, update);
      }
    } catch (IOException e) {
      throw Revisions.unreadable(git, "making the tag " + tag, e);
    }
  }

  /** Removes the tag; does nothing when there is none. For undoing a release that failed. */
  public void delete(VersionTag tag, InstantSource clock) {
    if (!exists(tag)) {
      return;
    }
    try {
      RefUpdate update = updateOf(tag, clock);
      update.setForceUpdate(true);
      RefUpdate.Result result = update.delete();
      if (result != RefUpdate.Result.FORCED && exists(tag)) {
        throw notWritten(tag, update);
      }
    } catch (IOException e) {
      throw Revisions.unreadable(git, "deleting the tag " + tag, e);
    }
  }

  private Optional<Ref> ref(VersionTag tag) {
    try {
      return Optional.ofNullable(git.exactRef(Constants.R_TAGS + tag.value()));
    } catch (IOException e) {
      throw Revisions.unreadable(git, "reading the tag " + tag, e);
    }
  }

  private RefUpdate updateOf(VersionTag tag, InstantSource clock) throws IOException {
    RefUpdate update = git.updateRef(Constants.R_TAGS + tag.value(), true);
    update.setRefLogIdent(backline(clock));
    return update;
  }

  private static TagBuilder annotation(
      VersionTag tag, CommitId commit, String message, InstantSource clock) {
    TagBuilder builder = new TagBuilder();
    builder.setTag(tag.value());
    builder.setObjectId(Revisions.objectId(commit), Constants.OBJ_COMMIT);
    builder.setTagger(backline(clock));
    builder.setMessage(message.endsWith("\n") ? message : message + "\n");
    return builder;
  }

  static PersonIdent backline(InstantSource clock) {
    return new PersonIdent("Backline", "backline@localhost", clock.instant(), ZoneOffset.UTC);
  }

  private static BacklineException taken(VersionTag tag, Optional<CommitId> holder) {
    return Failure.refused(
            "making the tag " + tag,
            "it exists"
                + holder.map(commit -> " and names " + commit.abbreviated()).orElse("")
                + "; a version never changes",
            "release under a higher version")
        .toException();
  }

  private static BacklineException notWritten(VersionTag tag, RefUpdate update) {
    return Failure.unavailable(
            "writing the tag " + tag,
            "git answered " + update.getResult(),
            "check the repository's permissions and disk, then try again")
        .toException();
  }
}

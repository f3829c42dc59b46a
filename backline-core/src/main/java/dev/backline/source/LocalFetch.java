package dev.backline.source;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/**
 * Copies one commit and what it needs between two repositories of this machine. Git's own fetch
 * takes only what a branch or tag names; a commit is what people ask for.
 */
final class LocalFetch {

  private static final String KEPT = "refs/backline/fetched/";

  private LocalFetch() {}

  static CommitId fetch(Path checkout, String name, Repository into) {
    IsolatedGit.use();
    try (Repository from = open(checkout)) {
      CommitId commit = Revisions.resolve(from, name);
      if (!Revisions.has(into, commit)) {
        copy(from, Revisions.objectId(commit), into);
      }
      keep(into, commit);
      return commit;
    } catch (IOException e) {
      throw failed(checkout, name, e);
    }
  }

  private static Repository open(Path checkout) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder();
    if (Files.isRegularFile(checkout.resolve("HEAD"))) {
      builder.setGitDir(checkout.toFile());
    } else {
      builder.findGitDir(checkout.toAbsolutePath().toFile());
    }
    if (builder.getGitDir() == null) {
      throw Failure.usage(
              "looking for a git repository in " + checkout,
              "neither it nor a directory above it is one",
              "run this in a checkout of the app")
          .toException();
    }
    return builder.setMustExist(true).build();
  }

  private static void copy(Repository from, ObjectId commit, Repository into) throws IOException {
    Set<ObjectId> have = commonTips(from, into);
    try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
        PipedInputStream in = new PipedInputStream(1 << 16);
        ObjectInserter inserter = into.newObjectInserter()) {
      PipedOutputStream out = new PipedOutputStream(in);
      Future<?> sent =
          sender.submit(() -> {
            try (out;
                PackWriter writer = new PackWriter(from)) {
              writer.setThin(true);
              writer.setReuseDeltaCommits(true);
              writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(commit), have);
              writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
            }
            return null;
          });
      try {
        PackParser parser = inserter.newPackParser(in);
        parser.setAllowThin(true);
        parser.parse(NullProgressMonitor.INSTANCE);
        inserter.flush();
      } catch (IOException e) {
        sent.cancel(true);
        throw sendersFault(sent, e);
      }
    }
  }

  /** When the sending side fails, the receiving side only sees a pipe that ended. */
  private static IOException sendersFault(Future<?> sent, IOException receiversFault) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      return new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      return receiversFault;
    }
    return receiversFault;
  }

  private static Set<ObjectId> commonTips(Repository from, Repository into) throws IOException {
    Set<ObjectId> common = new HashSet<>();
    for (Ref ref : into.getRefDatabase().getRefs()) {
      ObjectId tip = ref.getObjectId();
      if (tip != null && from.getObjectDatabase().has(tip)) {
        common.add(tip);
      }
    }
    return common;
  }

  private static void keep(Repository into, CommitId commit) throws IOException {
    RefUpdate update = into.updateRef(KEPT + commit);
    update.setNewObjectId(Revisions.objectId(commit));
    update.setRefLogIdent(AnnotatedTags.backline(InstantSource.system()));
    update.setRefLogMessage("backline: fetched from a checkout", false);
    RefUpdate.Result result = update.update();
    if (result != RefUpdate.Result.NEW && result != RefUpdate.Result.NO_CHANGE) {
      throw new IOException("the commit could not be kept: " + result);
    }
  }

  private static BacklineException failed(Path checkout, String name, IOException cause) {
    return Failure.unavailable(
            "fetching '" + name + "' from " + checkout,
            String.valueOf(cause.getMessage()),
            "check that repository with `git fsck`, and the disk")
        .toException(cause);
  }
}

package dev.backline.edge.embedded;

import dev.backline.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The edge's program, copied to where nothing replaces it. An edge outlives whoever started it and
 * loads classes as it comes to need them; those must not vanish when a checkout is built again. A
 * copy is named after its content, so that all processes and environments share it.
 */
public final class EdgeProgram implements Supplier<List<Path>> {

  private final ProgramCopies copies;
  private final EdgeClassPath source;
  private final InstantSource clock;
  private @Nullable Path copy;

  /**
   * @param programs the folder of the copies
   */
  public EdgeProgram(Path programs, EdgeClassPath source, InstantSource clock) {
    this.copies = new ProgramCopies(programs);
    this.source = source;
    this.clock = clock;
  }

  /**
   * The class path to start an edge with; copies it first if need be, and removes copies that no
   * edge uses any more.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if the program is not
   *     there or can't be copied
   */
  @Override
  public synchronized List<Path> get() {
    try {
      if (copy == null || !Files.isDirectory(copy)) {
        copy = copies.of(presentEntries());
      }
      copies.markUsed(copy, clock.instant());
      copies.removeUnused(copy);
      return ProgramCopies.entries(copy);
    } catch (IOException e) {
      throw Failure.unavailable(
              "copying the edge's program to " + copies.folder(),
              e.toString(),
              "see that the disk has room and that the folder is yours")
          .toException(e);
    }
  }

  private List<Path> presentEntries() {
    List<Path> entries = source.entries();
    if (entries.isEmpty() || !entries.stream().allMatch(Files::exists)) {
      throw Failure.unavailable(
              "starting the edge",
              entries.isEmpty()
                  ? "its program is not on the class path"
                  : "its program is gone from "
                      + entries.stream().filter(entry -> !Files.exists(entry)).findFirst().get(),
              "build Backline again, then start it anew")
          .toException();
    }
    return entries;
  }
}

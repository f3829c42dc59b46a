package dev.backline.host;

import java.nio.file.Path;
import java.time.Duration;

/** A host's files, whole: whoever reads one, or a restart, finds the old content or the new one. */
public interface HostFiles {

  /**
   * Puts a file in its place: written beside it, compared by digest, made durable, and then moved
   * there. Its folder must exist.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't; then the
   *     file is as it was
   */
  void put(NewFile file, Duration timeout) throws InterruptedException;

  /**
   * Fetches a file of the host into one of this machine, made anew with mode 0600, in the same way.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't, or when
   *     the file was changed meanwhile; then {@code into} is as it was
   */
  void fetch(Path from, Path into, Duration timeout) throws InterruptedException;
}

package dev.backline.runtime;

import java.io.IOException;
import java.nio.file.Path;

/** The files of an artifact, wherever they are kept. */
@FunctionalInterface
public interface ReleaseFiles {

  /** Puts the files into a directory that exists and is empty. */
  void unpackInto(Path directory) throws IOException, InterruptedException;
}

package dev.backline.database;

import java.util.OptionalLong;

/** How much room the disk has that a server's databases lie on. */
@FunctionalInterface
public interface FreeSpace {

  /** Bytes; empty if that can't be known. */
  OptionalLong bytes() throws InterruptedException;
}

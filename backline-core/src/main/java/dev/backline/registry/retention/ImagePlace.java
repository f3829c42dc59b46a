package dev.backline.registry.retention;

import dev.backline.host.Fence;
import java.util.List;

/** Where images of an app lie: a host's engine, or the registry. */
public interface ImagePlace {

  /** The host's name, or the registry's repository. */
  String name();

  /**
   * The images of artifacts that something is known of, as they lie here under Backline's names for
   * them. Changes nothing.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if it can't be told
   */
  List<HeldImage> held(ImageNeeds needs) throws InterruptedException;

  /**
   * Takes one away, by exactly its reference.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if that fails, or a
   *     {@link dev.backline.host.StaleFence} if another process works on the environment by now
   */
  Removal remove(HeldImage image, Fence fence) throws InterruptedException;
}

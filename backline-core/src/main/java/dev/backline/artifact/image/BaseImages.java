package dev.backline.artifact.image;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import dev.backline.config.ImageName;

/** Where base images come from. */
@FunctionalInterface
public interface BaseImages {

  /** A new image that begins with this one. */
  JibContainerBuilder on(ImageName base) throws InvalidImageReferenceException;

  /** From the registry that the name tells. */
  static BaseImages fromRegistries() {
    return base -> Jib.from(base.value());
  }
}

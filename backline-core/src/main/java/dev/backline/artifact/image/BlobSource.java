package dev.backline.artifact.image;

import java.io.IOException;
import java.io.InputStream;

/** Where an image's parts are read from while it is stored. */
@FunctionalInterface
public interface BlobSource {

  InputStream open(Descriptor part) throws IOException;
}

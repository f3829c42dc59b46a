package dev.backline.pipeline;

import java.util.List;

/**
 * A variable that a release gets, as it may be shown.
 *
 * @param value with a mask for each secret, and the placeholder for what is not known yet
 * @param secrets what of it is masked: names of secrets, or {@code database.password}
 * @param from the key of backline.yml that declares it
 */
public record ReleaseVariable(String name, String value, List<String> secrets, String from) {

  public ReleaseVariable {
    secrets = List.copyOf(secrets);
  }
}

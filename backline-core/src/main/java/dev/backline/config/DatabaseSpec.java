package dev.backline.config;

import java.util.Objects;
import java.util.SequencedMap;

/**
 * The database that each environment has for itself.
 *
 * @param env given to releases, migrations and tasks alike
 */
public record DatabaseSpec(DatabaseEngine engine, SequencedMap<VariableName, Template> env) {

  public DatabaseSpec {
    Objects.requireNonNull(engine, "engine");
    env = Checked.ordered(env);
  }
}

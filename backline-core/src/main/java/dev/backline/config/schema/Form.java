package dev.backline.config.schema;

import java.util.Optional;

/** What a value has to look like, and what it becomes. */
public sealed interface Form<T>
    permits TextForm,
        NumberForm,
        YesNo,
        Choice,
        CommandForm,
        CommandsForm,
        ListOf,
        MapOf,
        Named,
        Shape {

  /** How the reference and error messages call it, such as "duration" or "list of globs". */
  String called();

  /** Reads a value; empty if it has problems, which are then in {@code reading}. */
  default Optional<T> read(Tree tree, YamlPath path, Reading reading) {
    if (tree instanceof Tree.Scalar scalar && scalar.kind() == Tree.Kind.NOTHING) {
      reading.problem(path, tree.at(), "has no value; give it one or remove the key");
      return Optional.empty();
    }
    Optional<T> value = accept(tree, path, reading);
    value.ifPresent(read -> reading.found(path, tree.at(), read));
    return value;
  }

  /** The part of {@link #read} that is this form's own. */
  Optional<T> accept(Tree tree, YamlPath path, Reading reading);

  /** Reports that a value is of another kind than expected. */
  default Optional<T> refuse(Tree tree, YamlPath path, Reading reading) {
    reading.problem(path, tree.at(), "expected " + called() + ", not " + tree.described());
    return Optional.empty();
  }
}

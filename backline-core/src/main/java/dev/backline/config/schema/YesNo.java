package dev.backline.config.schema;

import java.util.Optional;

/** True or false. */
public record YesNo() implements Form<Boolean> {

  @Override
  public String called() {
    return "true or false";
  }

  @Override
  public Optional<Boolean> accept(Tree tree, YamlPath path, Reading reading) {
    return tree instanceof Tree.Scalar(String text, Tree.Kind kind, Mark _)
            && kind == Tree.Kind.BOOLEAN
        ? Optional.of(Boolean.valueOf(text))
        : refuse(tree, path, reading);
  }
}

package dev.backline.config.parse;

import dev.backline.config.Problem;
import dev.backline.config.schema.Mark;
import dev.backline.config.schema.Tree;
import dev.backline.config.schema.YamlPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the YAML library's nodes into a tree; keys that are there twice or aren't text are
 * problems.
 */
final class TreeBuilder {

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  TreeBuilder(String file) {
    this.file = file;
  }

  List<Problem> problems() {
    return problems;
  }

  Tree build(Node node) {
    return build(node, YamlPath.ROOT);
  }

  private Tree build(Node node, YamlPath path) {
    return switch (node) {
      case ScalarNode scalar ->
          new Tree.Scalar(scalar.getValue(), kind(scalar.getTag()), mark(scalar));
      case SequenceNode sequence -> items(sequence, path);
      case MappingNode mapping -> entries(mapping, path);
      default ->
          throw new AssertionError("no such node in a composed document: " + node.getClass());
    };
  }

  private Tree items(SequenceNode sequence, YamlPath path) {
    List<Tree> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(build(item, path.item(items.size())));
    }
    return new Tree.Items(items, mark(sequence));
  }

  private Tree entries(MappingNode mapping, YamlPath path) {
    Map<String, Mark> seen = new HashMap<>();
    List<Tree.Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Mark at = mark(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        report(path, at, "a list or mapping can't be a key");
        continue;
      }
      Tree value = build(tuple.getValueNode(), path.key(key.getValue()));
      Optional<Mark> earlier = Optional.ofNullable(seen.putIfAbsent(key.getValue(), at));
      if (earlier.isPresent()) {
        report(
            path.key(key.getValue()),
            at,
            "the key is here twice, first on line " + earlier.get().line());
      } else {
        entries.add(new Tree.Entry(key.getValue(), at, value));
      }
    }
    return new Tree.Entries(entries, mark(mapping));
  }

  private void report(YamlPath path, Mark at, String message) {
    problems.add(
        new Problem(file, at.line(), at.column(), path.toString(), message, Optional.empty()));
  }

  private static Mark mark(Node node) {
    return node.getStartMark()
        .map(mark -> new Mark(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Mark.START);
  }

  private static Tree.Kind kind(Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return Tree.Kind.NOTHING;
    }
    if (tag.equals(Tag.BOOL)) {
      return Tree.Kind.BOOLEAN;
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? Tree.Kind.NUMBER : Tree.Kind.TEXT;
  }
}

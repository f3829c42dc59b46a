package dev.backline.config.parse;

import dev.backline.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Finds the YAML that is right but refused: anchors and aliases (a few lines can stand for
 * billions), tags, several documents, and nesting so deep that composing it would exhaust the
 * stack.
 */
final class RefusedYaml {

  private static final int DEEPEST = 50;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private int depth;
  private int documents;

  private RefusedYaml(String file) {
    this.file = file;
  }

  static List<Problem> find(String file, String text, LoadSettings settings) {
    RefusedYaml refused = new RefusedYaml(file);
    for (Event event : new Parse(settings).parseString(text)) {
      refused.look(event);
      if (refused.depth > DEEPEST || refused.problems.size() > 20) {
        break;
      }
    }
    return refused.problems;
  }

  private void look(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> {
        documents++;
        if (documents == 2) {
          refuse(event, "a second document starts here; the file holds one");
        }
      }
      case SequenceStart, MappingStart -> {
        depth++;
        if (depth > DEEPEST) {
          refuse(event, "is nested deeper than " + DEEPEST + " levels");
        }
      }
      case SequenceEnd, MappingEnd -> depth--;
      case Alias, Scalar, Comment, StreamStart, StreamEnd, DocumentEnd -> {}
    }
    lookAtNode(event);
  }

  private void lookAtNode(Event event) {
    if (event instanceof AliasEvent alias) {
      refuse(
          event, "the alias '*" + alias.getAlias() + "' isn't allowed here; write the value out");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      refuse(
          event,
          "the anchor '&"
              + node.getAnchor().get()
              + "' isn't allowed here; write the value out where it is needed");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    tag.ifPresent(name ->
        refuse(
            event,
            "the tag '"
                + name.replace("tag:yaml.org,2002:", "!!")
                + "' isn't allowed here; write plain values"));
  }

  private void refuse(Event event, String message) {
    int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    int column = event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    problems.add(new Problem(file, line, column, "", message, Optional.empty()));
  }
}

package dev.backline.config.parse;

import dev.backline.config.Problem;
import dev.backline.config.schema.Mark;
import dev.backline.config.schema.Tree;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Turns bytes into a tree of values with places, or says why they are no YAML that is read here.
 */
sealed interface YamlDocument {

  record Sound(Tree tree) implements YamlDocument {}

  record Broken(List<Problem> problems) implements YamlDocument {}

  static YamlDocument read(String file, byte[] content) {
    if (content.length > ConfigFile.MOST_BYTES) {
      return broken(
          file, Mark.START, "is larger than 1 MB; a configuration is a few hundred lines");
    }
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer text = CharBuffer.allocate(content.length);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    CoderResult result = decoder.decode(bytes, text, true);
    String decoded = text.flip().toString();
    if (result.isError()) {
      return broken(
          file,
          endOf(decoded),
          "is not UTF-8: byte 0x%02X doesn't belong here"
              .formatted(content[bytes.position()] & 0xFF));
    }
    return parse(file, decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded);
  }

  private static YamlDocument parse(String file, String text) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setUseMarks(true).setAllowNonScalarKeys(true).build();
    try {
      List<Problem> refused = RefusedYaml.find(file, text, settings);
      if (!refused.isEmpty()) {
        return new Broken(refused);
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.isEmpty()
          ? broken(file, Mark.START, "is empty; 'backline init' writes one to start from")
          : tree(file, root.get());
    } catch (MarkedYamlEngineException e) {
      return broken(
          file,
          e.getProblemMark()
              .map(mark -> new Mark(mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(Mark.START),
          told(e));
    } catch (ReaderException e) {
      String before =
          text.substring(
              0,
              text.offsetByCodePoints(
                  0, Math.min(e.getPosition(), text.codePointCount(0, text.length()))));
      return broken(
          file,
          endOf(before),
          "holds the character U+%04X, which YAML doesn't allow".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      return broken(file, Mark.START, "is not YAML: " + e.getMessage());
    }
  }

  private static YamlDocument tree(String file, Node root) {
    TreeBuilder builder = new TreeBuilder(file);
    Tree tree = builder.build(root);
    return builder.problems().isEmpty() ? new Sound(tree) : new Broken(builder.problems());
  }

  private static String told(MarkedYamlEngineException e) {
    String problem = String.valueOf(e.getProblem());
    if (problem.contains("\\t(TAB)") || problem.contains("'\t'") || problem.contains("TAB")) {
      return "a tab can't indent in YAML; use spaces";
    }
    String context = e.getContext() == null ? "" : e.getContext() + ": ";
    return "is not YAML: " + context + problem;
  }

  private static Mark endOf(String text) {
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return new Mark(line, last.codePointCount(0, last.length()) + 1);
  }

  private static YamlDocument broken(String file, Mark at, String message) {
    return new Broken(
        List.of(new Problem(file, at.line(), at.column(), "", message, Optional.empty())));
  }
}

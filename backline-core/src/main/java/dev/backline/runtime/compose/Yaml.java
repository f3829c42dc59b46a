package dev.backline.runtime.compose;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/**
 * YAML that readers of 1.1 (docker-compose 1.29) and of 1.2 take for the same: a text that isn't
 * plainly one is quoted, since to 1.1 {@code no} is a truth value and {@code 22:22} a number.
 */
final class Yaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
  private static final Pattern WORD_OF_1_1 =
      Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setSplitLines(false)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setIndent(2)
          .build();

  private Yaml() {}

  /** The tree as text, in the order of its maps. */
  static String text(Map<String, Object> tree) {
    return new Dump(SETTINGS, new Representer()).dumpToString(tree);
  }

  private static final class Representer extends StandardRepresenter {

    Representer() {
      super(SETTINGS);
      representers.put(
          String.class,
          text ->
              representScalar(
                  Tag.STR,
                  (String) text,
                  plain((String) text) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED));
    }
  }

  private static boolean plain(String text) {
    return PLAIN.matcher(text).matches() && !WORD_OF_1_1.matcher(text).matches();
  }
}

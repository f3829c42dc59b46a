package dev.backline.runtime.compose;

import dev.backline.config.VariableName;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Variables in a file that docker-compose 1.29 (python-dotenv) and {@code docker compose} 2
 * (compose-go's dotenv) read alike. They agree on less than they seem to:
 *
 * <ul>
 *   <li>In single quotes, 1.29 replaces <code>${NAME}</code> all the same and takes two backslashes
 *       for one; a carriage return becomes a line feed; a backslash at the end takes the quote away
 *       from both.
 *   <li>In double quotes, 2 replaces every variable, and its first releases lose a quote at the
 *       end.
 * </ul>
 *
 * What fits neither is refused, rather than read as something else by one of them.
 */
final class EnvFile {

  private static final Pattern NAME = Pattern.compile(VariableName.PATTERN);

  private EnvFile() {}

  /**
   * The file's text, in the order of the names.
   *
   * @param of whose variables they are, for a failure
   * @throws BacklineException naming the variable that can't be written
   */
  static Secret of(Map<String, Secret> variables, String of) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(variables)
        .forEach((name, value) ->
            text.append(name).append('=').append(quoted(name, value, of)).append('\n'));
    return Secret.of(text.toString());
  }

  private static String quoted(String name, Secret secret, String of) {
    String value = secret.reveal();
    if (!NAME.matcher(name).matches()) {
      throw refused(of, "'" + name + "' is no name of a variable: " + VariableName.RULE);
    }
    if (fitsSingleQuotes(value)) {
      return "'" + value + "'";
    }
    if (fitsDoubleQuotes(value)) {
      return "\""
          + value
              .replace("\\", "\\\\")
              .replace("\"", "\\\"")
              .replace("\n", "\\n")
              .replace("\r", "\\r")
          + "\"";
    }
    throw refused(
        of,
        "the value of "
            + name
            + " can't be written so that all versions of Compose read the same: it holds ${, or a"
            + " dollar together with a single quote, two backslashes or a carriage return, or ends"
            + " with a backslash");
  }

  private static boolean fitsSingleQuotes(String value) {
    return value.indexOf('\'') < 0
        && value.indexOf('\r') < 0
        && !value.contains("${")
        && !value.contains("\\\\")
        && !value.endsWith("\\");
  }

  private static boolean fitsDoubleQuotes(String value) {
    return value.indexOf('$') < 0 && !value.endsWith("\\") && !value.endsWith("\"");
  }

  private static BacklineException refused(String of, String why) {
    return Failure.usage(
            "writing the variables of " + of,
            why,
            "give the app another value, or put it into a file of the image")
        .toException();
  }
}

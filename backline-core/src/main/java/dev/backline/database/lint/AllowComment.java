package dev.backline.database.lint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A comment in a migration that allows what a rule finds in its statement. */
sealed interface AllowComment {

  Pattern FORM = Pattern.compile("backline:allow\\b\\s*(\\S*)\\s*(.*)", Pattern.DOTALL);

  record Allowed(LintRule rule, String reason) implements AllowComment {}

  /**
   * @param why half a sentence
   */
  record Refused(String why) implements AllowComment {}

  /**
   * Reads {@code backline:allow RULE reason…}; empty if the comment is about something else.
   *
   * @param comment without the marks around it
   */
  static Optional<AllowComment> of(String comment) {
    Matcher matcher = FORM.matcher(comment);
    return matcher.matches()
        ? Optional.of(of(matcher.group(1), matcher.group(2).replaceAll("\\s+", " ").strip()))
        : Optional.empty();
  }

  private static AllowComment of(String id, String reason) {
    Optional<LintRule> rule = LintRule.of(id);
    if (rule.isEmpty()) {
      return new Refused("no rule is called \"" + id + "\"");
    }
    return reason.isEmpty()
        ? new Refused("no reason is given for allowing " + id)
        : new Allowed(rule.get(), reason);
  }
}

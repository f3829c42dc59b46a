package dev.backline.config.schema;

import dev.backline.config.Placeholder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the declared keys as {@code docs/configuration.md}. */
public final class ReferencePage {

  private static final String INTRODUCTION =
      """
      # backline.yml

      <!-- Generated from the declarations in dev.backline.config.schema: change those, then run
           mvn -pl backline-core -am test -Dtest=SchemaDocsTest -Dsurefire.failIfNoSpecifiedTests=false -Dbackline.write-docs=true -->

      One file in the repository's root declares an app: how it is built and checked, how a release runs, its
      database, and the environments it lives in. `backline init` writes one to start from; `backline check`
      reports everything that is wrong in it at once. For completion in an editor, point its first line at the
      schema: `# yaml-language-server: $schema=` followed by the path or address of
      [backline.schema.json](backline.schema.json).

      The file is YAML 1.2 in UTF-8: one document, at most 1 MB, no tabs for indentation, no anchors, aliases
      or tags, no key twice. Unknown keys are errors.

      """;

  private static final String COMMANDS =
      """
      ## Commands

      A command is a list of words, or one string that is split into words at spaces; single and double quotes
      keep words together. No shell is involved: variables, globs, pipes and redirections don't work, and in a
      string they are errors unless quoted. What needs a shell belongs in a script, or in
      `[sh, -c, '…']`.

      Where several commands are allowed, each is a list of words: `[[npm, ci], [npm, run, build]]`. They are run in
      order as long as they succeed, within one timeout.

      """;

  private static final String PLACEHOLDERS =
      """
      ## Placeholders

      Values of variables and of login fields, and the words of `run.command`, of the migrations' and of the
      tasks' commands may hold placeholders. They are filled in when the command starts. `$${` stands for a plain
      `${`. Secrets and the database's password can't be used in commands, where every user of the host could
      read them.

      | placeholder | stands for |
      |---|---|
      | `${secret.NAME}` | the secret's value in the environment; `NAME` has to be declared under `secrets` |
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);
  private final Map<String, TextForm<?>> kinds = new LinkedHashMap<>();

  private ReferencePage() {}

  public static String markdown() {
    ReferencePage reference = new ReferencePage();
    reference.section("The file", "", AppKeys.APP_CONFIG);
    reference.page.append(COMMANDS).append(PLACEHOLDERS);
    Arrays.stream(Placeholder.Fact.values()).forEach(reference::placeholder);
    reference.valueKinds();
    return reference.page.toString();
  }

  private void section(String title, String path, Shape<?> shape) {
    page.append("## ").append(title).append("\n\n| key | value | default | |\n|---|---|---|---|\n");
    shape.keys().forEach(key -> row(key, path));
    page.append('\n');
    for (Key<?> key : shape.keys()) {
      nested(key.form(), path + key.name());
    }
  }

  private void row(Key<?> key, String path) {
    String name =
        nestedShape(key.form())
            ? "[`%s`](#%s)".formatted(key.name(), anchor(path + key.name()))
            : "`" + key.name() + "`";
    page.append(
        "| %s | %s | %s | %s |\n"
            .formatted(name, value(key.form()), otherwise(key), key.description()));
  }

  private void nested(Form<?> form, String path) {
    switch (form) {
      case Shape<?> shape -> section(path, path + ".", shape);
      case ListOf<?> list when list.item() instanceof Shape<?> shape ->
          section(path + "[]", path + "[].", shape);
      case Named<?, ?> named -> section(path + ".NAME", path + ".NAME.", named.shape());
      case ListOf<?> _,
          TextForm<?> _,
          NumberForm<?> _,
          YesNo _,
          Choice<?> _,
          CommandForm _,
          CommandsForm _,
          MapOf<?, ?> _ -> {}
    }
  }

  private static boolean nestedShape(Form<?> form) {
    return form instanceof Shape<?>
        || form instanceof Named<?, ?>
        || (form instanceof ListOf<?> list && list.item() instanceof Shape<?>);
  }

  private static String anchor(String path) {
    return path.replaceAll("[^A-Za-z0-9-]", "").toLowerCase(Locale.ROOT);
  }

  private String value(Form<?> form) {
    return switch (form) {
      case TextForm<?> text -> kind(text);
      case Choice<?> choice ->
          choice.options().stream()
              .map(one -> "`" + one.word() + "`: " + one.meaning())
              .collect(Collectors.joining("<br>"));
      case CommandForm command ->
          "[command](#commands)"
              + (command.placeholders() ? " with [placeholders](#placeholders)" : "");
      case CommandsForm _ -> "[command](#commands), or list of commands";
      case ListOf<?> list when list.item() instanceof TextForm<?> text -> "list of: " + kind(text);
      case MapOf<?, ?> map -> kind(map.key()) + " → " + value(map.value());
      case Shape<?> _ -> "keys";
      case ListOf<?> _, Named<?, ?> _, NumberForm<?> _, YesNo _ -> form.called();
    };
  }

  private String kind(TextForm<?> text) {
    kinds.putIfAbsent(text.called(), text);
    return text.called();
  }

  private static String otherwise(Key<?> key) {
    return switch (key.presence()) {
      case Key.Presence.Required() -> "**required**";
      case Key.Presence.Optional() -> "";
      case Key.Presence.Default(Tree.Entries _) -> "";
      case Key.Presence.Default(Tree.Items(List<Tree> items, Mark _)) when items.isEmpty() -> "";
      case Key.Presence.Default(Tree.Items(List<Tree> items, Mark _)) ->
          items.stream()
              .map(item -> item instanceof Tree.Scalar scalar ? scalar.text() : "…")
              .collect(Collectors.joining(", ", "`['", "']`"));
      case Key.Presence.Default(Tree.Scalar scalar) -> "`" + scalar.text() + "`";
    };
  }

  private void placeholder(Placeholder.Fact fact) {
    page.append("| `${")
        .append(fact.text())
        .append("}` | ")
        .append(fact.description())
        .append(" |\n");
  }

  private void valueKinds() {
    page.append("\n## Kinds of values\n\n| kind | rule | example |\n|---|---|---|\n");
    kinds
        .values()
        .forEach(kind ->
            page.append(
                "| %s | %s | `%s` |\n"
                    .formatted(kind.called(), kind.rule().replace("*", "\\*"), kind.example())));
  }
}

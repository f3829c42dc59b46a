package dev.backline.cli.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.terminal.HumanDuration;
import dev.backline.config.ConfigurationChange;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.MigrationPolicy;
import dev.backline.config.Rehearse;
import dev.backline.pipeline.ChangePreview;
import dev.backline.release.Release;
import dev.backline.source.Commit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a delivery would do, for people and for programs. */
public final class ChangeView {

  private static final int MOST_SHOWN = 20;

  private ChangeView() {}

  public static List<String> lines(ChangePreview preview, boolean markdown) {
    List<String> lines = new ArrayList<>();
    String title =
        "Delivering "
            + preview.commit().abbreviated()
            + " to "
            + preview.environment().name()
            + preview.live().map(release -> ", after " + release.label()).orElse("");
    lines.add(markdown ? "### " + title : title);
    section(lines, markdown, "Commits", commits(preview));
    section(lines, markdown, "Artifact", List.of(preview.artifact()));
    section(lines, markdown, "Configuration", configuration(preview));
    section(lines, markdown, "Migrations", migrations(preview));
    section(
        lines,
        markdown,
        "Time",
        List.of(
            preview
                .usual()
                .map(took -> "the last one took " + HumanDuration.of(took))
                .orElse("there was none before")));
    section(lines, markdown, "Undo", undo(preview));
    return lines;
  }

  private static void section(
      List<String> lines, boolean markdown, String name, List<String> items) {
    lines.add("");
    lines.add(markdown ? "**" + name + "**" : name);
    items.forEach(item -> lines.add((markdown ? "- " : "  ") + item));
  }

  private static List<String> commits(ChangePreview preview) {
    List<String> lines = new ArrayList<>();
    for (Commit commit : preview.commits().stream().limit(MOST_SHOWN).toList()) {
      lines.add(commit.id().abbreviated() + " " + commit.subject() + " (" + commit.author() + ")");
    }
    if (preview.commits().size() > MOST_SHOWN) {
      lines.add("and " + (preview.commits().size() - MOST_SHOWN) + " earlier ones");
    }
    return lines.isEmpty() ? List.of("none that are new") : lines;
  }

  private static List<String> configuration(ChangePreview preview) {
    List<String> lines = preview.configuration().stream().map(ChangeView::told).toList();
    return lines.isEmpty() ? List.of("as before") : lines;
  }

  private static String told(ConfigurationChange change) {
    if (change.before().isEmpty()) {
      return "+ " + change.path() + ": " + change.after();
    }
    return change.after().isEmpty()
        ? "- " + change.path() + ": " + change.before()
        : change.path() + ": " + change.before() + " -> " + change.after();
  }

  private static List<String> migrations(ChangePreview preview) {
    return preview
        .migrations()
        .map(names -> names.isEmpty() ? List.of("none pending") : names)
        .orElse(List.of("known once its artifact is built"));
  }

  private static List<String> undo(ChangePreview preview) {
    EnvironmentSpec spec = preview.environment();
    List<String> lines = new ArrayList<>();
    lines.add(
        "until users are sent to it: completely; afterwards: "
            + preview
                .live()
                .map(Release::label)
                .map(label -> label + " serves again, and the schema by the rehearsal's plan")
                .orElse("nothing served before"));
    lines.add(
        spec.rehearse() == Rehearse.NEVER
            ? "not rehearsed: the environment's policy"
            : "rehearsed on a copy first: "
                + (spec.rehearse() == Rehearse.ALWAYS ? "always" : "if migrations are pending"));
    if (spec.migrations() == MigrationPolicy.MANUAL) {
      lines.add("pending migrations wait for approval");
    }
    return lines;
  }

  public static ObjectNode json(ChangePreview preview) {
    ObjectNode json = JsonText.object();
    json.put("environment", preview.environment().name().value());
    json.put("live", preview.live().map(Release::label).orElse(null));
    json.put("commit", preview.commit().value());
    ArrayNode commits = json.putArray("commits");
    preview
        .commits()
        .forEach(commit ->
            commits
                .addObject()
                .put("id", commit.id().value())
                .put("subject", commit.subject())
                .put("author", commit.author()));
    json.put("artifact", preview.artifact());
    ArrayNode changes = json.putArray("configuration");
    preview
        .configuration()
        .forEach(change ->
            changes
                .addObject()
                .put("path", change.path())
                .put("before", change.before())
                .put("after", change.after()));
    json.set("migrations", preview.migrations().map(ChangeView::array).orElse(null));
    json.put("usualMillis", preview.usual().map(Duration::toMillis).orElse(null));
    json.put("rehearse", preview.environment().rehearse().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static ArrayNode array(List<String> texts) {
    ArrayNode array = JsonText.array();
    texts.forEach(array::add);
    return array;
  }
}

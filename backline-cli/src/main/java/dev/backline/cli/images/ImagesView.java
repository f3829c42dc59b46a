package dev.backline.cli.images;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.terminal.PrintableText;
import dev.backline.cli.terminal.Style;
import dev.backline.cli.terminal.Table;
import dev.backline.cli.terminal.Table.Cell;
import dev.backline.cli.terminal.Terminal;
import dev.backline.pipeline.ImageSurvey;
import dev.backline.registry.retention.ImageRetention.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * Prints what lies in each place.
 *
 * @param deletedOnly whether only those are shown that would be deleted
 */
public record ImagesView(Session session, boolean deletedOnly) {

  public void print(List<ImageSurvey> surveys) {
    if (session.json()) {
      ArrayNode json = JsonText.array();
      surveys.forEach(survey -> json.add(json(survey)));
      session.terminal().line(JsonText.pretty(json));
    } else {
      surveys.forEach(this::text);
    }
  }

  private void text(ImageSurvey survey) {
    Terminal terminal = session.terminal();
    switch (survey) {
      case ImageSurvey.Unknown(String place, var why) -> {
        terminal.line(place + ": " + PrintableText.of(why.why()));
        terminal.line("  next: " + PrintableText.of(why.remedy()));
      }
      case ImageSurvey.Looked(String place, var plan) -> {
        int shown = plan.delete().size() + (deletedOnly ? 0 : plan.keep().size());
        terminal.line(place + (shown == 0 ? ": " + nothing() : ":"));
        if (shown > 0) {
          Table table = new Table("", "IMAGE", "SIZE", "WHY");
          if (!deletedOnly) {
            rows(plan.keep().values(), Cell.of("keep", Style.GOOD), table);
          }
          rows(plan.delete().values(), Cell.of("delete", Style.WARNING), table);
          table.printTo(terminal);
        }
      }
    }
  }

  private String nothing() {
    return deletedOnly ? "nothing to delete" : "no images";
  }

  private static void rows(Collection<Verdict> verdicts, Cell what, Table table) {
    verdicts.forEach(verdict ->
        table.row(
            what,
            Cell.of(verdict.image().reference()),
            Cell.of(size(verdict.image().bytes())),
            Cell.of(verdict.why())));
  }

  private static String size(OptionalLong bytes) {
    return bytes.isPresent() ? "%,d MB".formatted((bytes.getAsLong() + 999_999) / 1_000_000) : "";
  }

  private ObjectNode json(ImageSurvey survey) {
    ObjectNode json = JsonText.object().put("place", survey.place());
    switch (survey) {
      case ImageSurvey.Unknown(_, var why) -> {
        json.putNull("images");
        json.set("failure", JsonText.of(why));
      }
      case ImageSurvey.Looked(_, var plan) -> {
        ArrayNode images = json.putArray("images");
        if (!deletedOnly) {
          plan.keep().values().forEach(verdict -> images.add(json(verdict, true)));
        }
        plan.delete().values().forEach(verdict -> images.add(json(verdict, false)));
        json.putNull("failure");
      }
    }
    return json;
  }

  private static ObjectNode json(Verdict verdict, boolean kept) {
    OptionalLong bytes = verdict.image().bytes();
    return JsonText.object()
        .put("image", verdict.image().reference())
        .put("digest", verdict.image().digest().value())
        .put("bytes", bytes.isPresent() ? (Long) bytes.getAsLong() : null)
        .put("kept", kept)
        .put("why", verdict.why());
  }
}

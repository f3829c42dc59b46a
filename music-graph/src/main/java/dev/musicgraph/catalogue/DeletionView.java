package dev.musicgraph.catalogue;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that asks before something is deleted, or says why it isn't.
 *
 * @param sort {@code genre} or {@code band}
 * @param list where to go back to; the page is below it
 * @param version that is shown, and is to be deleted
 */
public record DeletionView(String sort, String name, String list, String id, int version) {

  /**
   * @param deletion what became of it, or would become
   * @param facts what is stored
   */
  public ModelAndView page(HttpStatus status, Deletion<?> deletion, List<Fact> facts) {
    return new ModelAndView("delete", Map.of(), status)
        .addObject("view", this)
        .addObject("facts", facts)
        .addObject("isStale", deletion instanceof Deletion.Stale)
        .addObject("uses", deletion instanceof Deletion.InUse<?> used ? used.uses() : List.of());
  }

  public String action() {
    return list + "/" + id + "/delete";
  }
}

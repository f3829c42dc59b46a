package dev.musicgraph.catalogue;

import java.util.Optional;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What the next page says about an edit that worked.
 *
 * @param node where to see it on the map; empty if it is gone
 */
public record Done(String message, Optional<String> node) {
  /**
   * @param sort {@code genre} or {@code band}
   */
  public static Done saved(String sort, String name, String id) {
    return new Done("Saved the " + sort + " " + name + ".", Optional.of(sort + ":" + id));
  }

  public static Done deleted(String sort, String name) {
    return new Done("Deleted the " + sort + " " + name + ".", Optional.empty());
  }

  /** As text, since it waits in the session, which an older release may read. */
  public ModelAndView at(String path, RedirectAttributes next) {
    next.addFlashAttribute("message", message);
    node.ifPresent(id -> next.addFlashAttribute("node", id));
    return new ModelAndView("redirect:" + path);
  }
}

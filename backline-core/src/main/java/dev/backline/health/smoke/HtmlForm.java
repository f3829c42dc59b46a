package dev.backline.health.smoke;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A form of a page.
 *
 * @param hidden the hidden fields that a browser would send along
 */
record HtmlForm(SequencedMap<String, String> hidden) {

  /**
   * The form to fill in: the one with the hidden field, if a field is named, else the first one
   * that has all the visible fields.
   */
  static Optional<HtmlForm> find(String html, Optional<String> hiddenField, Set<String> fields) {
    return Jsoup.parse(html).select("form").stream()
        .filter(form ->
            hiddenField.isPresent()
                ? has(form, "input[type=hidden]", hiddenField.get())
                : fields.stream().allMatch(field -> has(form, "[name]", field)))
        .findFirst()
        .map(HtmlForm::of);
  }

  private static boolean has(Element form, String selector, String name) {
    return form.select(selector).stream().anyMatch(input -> input.attr("name").equals(name));
  }

  private static HtmlForm of(Element form) {
    SequencedMap<String, String> hidden = new LinkedHashMap<>();
    form.select("input[type=hidden][name]")
        .forEach(input -> hidden.put(input.attr("name"), input.attr("value")));
    return new HtmlForm(hidden);
  }
}

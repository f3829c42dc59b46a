package dev.musicgraph.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody wants to see of a table. Nothing that they can send is wrong: what makes no sense
 * is left out.
 *
 * @param text to look for in names and ids
 * @param filter the name of what else the rows can be restricted by
 * @param only what it is restricted to; empty for no restriction
 * @param sort the column; any other word is the name
 * @param page the first is 1
 */
public record ListQuery(
    String path,
    String text,
    String filter,
    String only,
    String sort,
    boolean descending,
    int page) {

  private static final String BY_NAME = "name";

  public static ListQuery of(String path, String filter, Fields fields) {
    String page = fields.text("page");
    return new ListQuery(
        path,
        Naming.tidy(fields.text("q")),
        filter,
        fields.text(filter),
        fields.text("sort").matches("[a-z]{1,20}") ? fields.text("sort") : BY_NAME,
        fields.text("order").equals("down"),
        page.matches("[1-9]\\d{0,6}") ? Integer.parseInt(page) : 1);
  }

  /** Whether one of the texts holds what is looked for. */
  public boolean finds(String name, String id) {
    String wanted = Alphabet.fold(text);
    return wanted.isEmpty() || Alphabet.fold(name).contains(wanted) || id.contains(wanted);
  }

  public boolean isFiltered() {
    return !text.isEmpty() || !only.isEmpty();
  }

  /** The address of the same rows in the order of a column, or turned around if they are so. */
  public String sortedBy(String column) {
    return address(column, column.equals(sort) && !descending, 1);
  }

  ListQuery withPage(int number) {
    return new ListQuery(path, text, filter, only, sort, descending, number);
  }

  public String atPage(int number) {
    return address(sort, descending, number);
  }

  /** For aria-sort. */
  public String direction(String column) {
    if (!column.equals(sort)) {
      return "none";
    }
    return descending ? "descending" : "ascending";
  }

  private String address(String column, boolean down, int number) {
    List<String> parameters = new ArrayList<>();
    add(parameters, "q", text);
    add(parameters, filter, only);
    add(parameters, "sort", column.equals(BY_NAME) ? "" : column);
    add(parameters, "order", down ? "down" : "");
    add(parameters, "page", number > 1 ? String.valueOf(number) : "");
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  private static void add(List<String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}

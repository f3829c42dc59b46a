package dev.musicgraph.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which part of a list is wanted.
 *
 * @param page from 0
 * @param size of a page, 1 to 500
 * @param filters the other parameters, which links to other pages repeat
 */
record ListPage(int page, int size, Map<String, String> filters) {
  private static final int LAST = 9_999_999;

  static ListPage of(Parameters parameters, Map<String, String> filters) {
    return new ListPage(
        parameters.number("page", 0, 0, LAST), parameters.number("size", 50, 1, 500), filters);
  }

  long offset() {
    return (long) page * size;
  }

  /** The header {@code Link} (RFC 8288), with addresses that hold behind any proxy. */
  String links(String path, long total) {
    long last = Math.max(0, (total - 1) / size);
    List<String> links = new ArrayList<>();
    links.add(link(path, 0, "first"));
    if (page > 0) {
      links.add(link(path, Math.min(page - 1L, last), "prev"));
    }
    if (page < last) {
      links.add(link(path, page + 1L, "next"));
    }
    links.add(link(path, last, "last"));
    return String.join(", ", links);
  }

  private String link(String path, long number, String relation) {
    StringBuilder address = new StringBuilder(path).append("?page=").append(number);
    address.append("&size=").append(size);
    filters.forEach((name, value) ->
        address
            .append('&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return "<" + address + ">; rel=\"" + relation + "\"";
  }
}

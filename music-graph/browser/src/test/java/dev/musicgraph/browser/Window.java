package dev.musicgraph.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/**
 * What tests have in common: whatever they open is closed, and the browser had nothing to complain
 * of.
 */
abstract class Window {
  private final List<Visit> visits = new ArrayList<>();

  final Visit open(String path) {
    return kept(Visit.at(path).ready());
  }

  final Visit open(String path, Browser.NewContextOptions options) {
    return kept(Visit.at(path, options).ready());
  }

  final Visit kept(Visit visit) {
    visits.add(visit);
    return visit;
  }

  @AfterEach
  final void nothingWasComplainedOf() {
    List<String> complaints = visits.stream().flatMap(visit -> visit.complaints.stream()).toList();
    visits.forEach(Visit::close);
    assertThat(complaints).isEmpty();
  }
}

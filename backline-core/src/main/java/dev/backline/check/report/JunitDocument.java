package dev.backline.check.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One JUnit XML document. Tests are counted one by one: the totals in the attributes differ from
 * tool to tool and are only used to notice a suite that broke outside of its tests.
 */
final class JunitDocument {

  private static final Set<String> ROOTS = Set.of("testsuites", "testsuite");
  private static final Duration LONGEST_TEST = Duration.ofDays(30);

  private final Path file;
  private final XMLStreamReader xml;
  private final Deque<Suite> suites = new ArrayDeque<>();
  private final List<FailedTest> firstFailed = new ArrayList<>();
  private int tests;
  private int failures;
  private int errors;
  private int skipped;
  private Duration time = Duration.ZERO;

  JunitDocument(Path file, XMLStreamReader xml) {
    this.file = file;
    this.xml = xml;
  }

  TestCounts counts() throws XMLStreamException, UnreadableReport {
    boolean rootSeen = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!rootSeen && !ROOTS.contains(xml.getLocalName())) {
          throw new UnreadableReport(
              file.getFileName() + " is no JUnit report: its root is <" + xml.getLocalName() + ">");
        }
        rootSeen = true;
        start(xml.getLocalName());
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("testsuite")) {
        endSuite();
      }
    }
    return new TestCounts(tests, failures, errors, skipped, time, firstFailed);
  }

  private void start(String element) throws XMLStreamException {
    switch (element) {
      case "testsuite" -> {
        if (!suites.isEmpty()) {
          suites.peek().hasSuites = true;
        }
        suites.push(new Suite(attribute("name"), number("failures") + number("errors")));
      }
      case "testcase" -> testCase();
      default -> {}
    }
  }

  private void testCase() throws XMLStreamException {
    String className = attribute("classname");
    String name = className.isEmpty() ? attribute("name") : className + "." + attribute("name");
    tests++;
    time = time.plus(seconds(attribute("time")));
    String outcome = "";
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        // One test has one outcome: a tear-down that breaks after a failed test adds no second.
        if (depth == 1 && outcome.isEmpty() && isOutcome(xml.getLocalName())) {
          outcome = xml.getLocalName();
          depth -= count(outcome, name);
        }
        depth++;
      }
    }
  }

  private static boolean isOutcome(String element) {
    return element.equals("failure") || element.equals("error") || element.equals("skipped");
  }

  /** Counts it; returns how many elements were ended while its text was read. */
  private int count(String outcome, String name) throws XMLStreamException {
    if (outcome.equals("skipped")) {
      skipped++;
      return 0;
    }
    if (outcome.equals("failure")) {
      failures++;
    } else {
      errors++;
    }
    if (!suites.isEmpty()) {
      suites.peek().failed++;
    }
    String message = attribute("message");
    if (!message.isBlank()) {
      remember(name, message);
      return 0;
    }
    remember(
        name, attribute("type").isBlank() ? textHere() : attribute("type") + ": " + textHere());
    return 1;
  }

  /** The element's text up to its end; elements in it are passed over. */
  private String textHere() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int depth = 1;
    while (depth > 0) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (xml.hasText() && text.length() < 2000) {
        text.append(xml.getText());
      }
    }
    return text.toString().strip();
  }

  private void endSuite() {
    Suite suite = suites.pop();
    int outside = suite.claimed - suite.failed;
    if (!suite.hasSuites && outside > 0) {
      errors += outside;
      remember(suite.name, "the suite failed outside of its tests");
    }
  }

  private void remember(String name, String message) {
    if (firstFailed.size() < TestCounts.MOST_FAILED) {
      firstFailed.add(new FailedTest(name.isBlank() ? "(unnamed)" : name, message));
    }
  }

  private String attribute(String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private int number(String attribute) {
    try {
      return Math.clamp(Long.parseLong(attribute(attribute).strip()), 0, 1_000_000);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Seconds with a fraction; older Surefire groups thousands with commas. */
  private static Duration seconds(String text) {
    try {
      BigDecimal seconds =
          new BigDecimal(text.substring(0, Math.min(40, text.length())).strip().replace(",", ""));
      boolean sensible =
          seconds.signum() >= 0
              && seconds.compareTo(BigDecimal.valueOf(LONGEST_TEST.toSeconds())) < 0;
      return sensible ? Duration.ofMillis(seconds.movePointRight(3).longValue()) : Duration.ZERO;
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }

  private static final class Suite {

    private final String name;
    private final int claimed;
    private int failed;
    private boolean hasSuites;

    Suite(String name, int claimed) {
      this.name = name;
      this.claimed = claimed;
    }
  }
}

package dev.backline.check.report;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads JUnit XML as Surefire, Gradle, pytest and jest-junit write it. There is no standard; what
 * they share is {@code testsuite} and {@code testcase}.
 */
public final class JunitReports {

  /** Most report files read. */
  public static final int MOST_FILES = 20_000;

  private JunitReports() {}

  /** All files' counts together. */
  public static TestCounts read(List<Path> files) throws UnreadableReport {
    if (files.size() > MOST_FILES) {
      throw new UnreadableReport("there are more than " + MOST_FILES + " report files");
    }
    TestCounts all = TestCounts.NONE;
    for (Path file : files) {
      all = all.plus(ReportXml.read(file, xml -> new JunitDocument(file, xml).counts()));
    }
    return all;
  }
}

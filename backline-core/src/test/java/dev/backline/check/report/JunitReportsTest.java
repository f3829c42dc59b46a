package dev.backline.check.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JunitReportsTest {

  @TempDir Path temp;

  @Test
  void readsSurefire() throws Exception {
    TestCounts counts =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0.2"
                name="dev.x.ATest" time="1,001.5" tests="5" errors="1" skipped="1" failures="1">
              <properties><property name="java.version" value="25"/></properties>
              <testcase name="passes" classname="dev.x.ATest" time="1,000.25"/>
              <testcase name="flaky" classname="dev.x.ATest" time="0.25">
                <flakyFailure message="once" type="E"><stackTrace>..</stackTrace></flakyFailure>
                <system-out><![CDATA[<failure message="printed, not real"/>]]></system-out>
              </testcase>
              <testcase name="fails" classname="dev.x.ATest" time="0.5">
                <failure message="expected: 1&#10;but was: 2" type="org.A"><![CDATA[stack]]></failure>
                <rerunFailure message="again" type="org.A"/>
              </testcase>
              <testcase name="breaks" classname="dev.x.ATest" time="0.5">
                <error type="java.lang.NullPointerException"><![CDATA[NPE at A.java:3
                  at ...]]></error>
              </testcase>
              <testcase name="later" classname="dev.x.ATest" time="0"><skipped/></testcase>
            </testsuite>
            """);

    assertThat(counts)
        .isEqualTo(
            new TestCounts(
                5,
                1,
                1,
                1,
                Duration.ofMillis(1_001_500),
                List.of(
                    new FailedTest("dev.x.ATest.fails", "expected: 1"),
                    new FailedTest(
                        "dev.x.ATest.breaks", "java.lang.NullPointerException: NPE at A.java:3"))));
    assertThat(counts.ran()).isEqualTo(4);
  }

  @Test
  void readsGradle() throws Exception {
    TestCounts counts =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuite name="x.BTest" tests="2" skipped="0" failures="1" errors="0"
                timestamp="2026-03-01T10:00:00" hostname="h" time="0.03">
              <properties/>
              <testcase name="ok()" classname="x.BTest" time="0.01"/>
              <testcase name="bad()" classname="x.BTest" time="0.02">
                <failure message="java.lang.AssertionError: no" type="java.lang.AssertionError">java
            </failure>
              </testcase>
              <system-out><![CDATA[]]></system-out>
              <system-err><![CDATA[]]></system-err>
            </testsuite>
            """);

    assertThat(counts.tests()).isEqualTo(2);
    assertThat(counts.failures()).isEqualTo(1);
    assertThat(counts.firstFailed())
        .containsExactly(new FailedTest("x.BTest.bad()", "java.lang.AssertionError: no"));
  }

  @Test
  void readsPytest() throws Exception {
    TestCounts counts =
        read(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1"
              skipped="1" tests="4" time="0.052" timestamp="2026-03-01T10:00:00" hostname="h">
              <testcase classname="test_a" name="test_ok" time="0.001"/>
              <testcase classname="test_a" name="test_bad" time="0.002"><failure
                message="assert 1 == 2">def test_bad():</failure></testcase>
              <testcase classname="test_a" name="test_skip" time="0.000"><skipped
                type="pytest.skip" message="why">x</skipped></testcase>
              <testcase classname="" name="test_b" time="0.000"><error
                message="collection failure">ImportError</error></testcase>
            </testsuite></testsuites>
            """);

    assertThat(counts.tests()).isEqualTo(4);
    assertThat(counts.failures()).isEqualTo(1);
    assertThat(counts.errors()).isEqualTo(1);
    assertThat(counts.skipped()).isEqualTo(1);
    assertThat(counts.firstFailed().getLast())
        .isEqualTo(new FailedTest("test_b", "collection failure"));
  }

  @Test
  void readsJest() throws Exception {
    TestCounts counts =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="jest tests" tests="2" failures="1" errors="0" time="1.2">
              <testsuite name="adds" errors="0" failures="1" skipped="0" tests="2" time="0.9">
                <testcase classname="adds one" name="adds one" time="0.004"></testcase>
                <testcase classname="adds two" name="adds two" time="0.001">
                  <failure>Error: expect(received).toBe(expected)
                    at Object.&lt;anonymous&gt;</failure>
                </testcase>
              </testsuite>
              <testsuite name="did not compile" errors="1" failures="0" skipped="0" tests="0"/>
            </testsuites>
            """);

    assertThat(counts.tests()).isEqualTo(2);
    assertThat(counts.failures()).isEqualTo(1);
    assertThat(counts.errors()).as("a suite that broke outside of its tests").isEqualTo(1);
    assertThat(counts.firstFailed())
        .containsExactly(
            new FailedTest("adds two.adds two", "Error: expect(received).toBe(expected)"),
            new FailedTest("did not compile", "the suite failed outside of its tests"));
  }

  @Test
  void readsNestedSuitesWithoutCountingTwice() throws Exception {
    TestCounts counts =
        read(
            """
            <testsuites tests="1" failures="1"><testsuite name="outer" tests="1" failures="1">
              <testsuite name="inner" tests="1" failures="1">
                <testcase name="t"><failure message="m"/><error message="tear-down"/></testcase>
              </testsuite>
            </testsuite></testsuites>
            """);

    assertThat(counts.tests()).isEqualTo(1);
    assertThat(counts.failed()).isEqualTo(1);
  }

  @Test
  void addsFilesUpAndKeepsTheFirstFailures() throws Exception {
    StringBuilder many = new StringBuilder("<testsuite name='s'>");
    for (int i = 0; i < 100; i++) {
      many.append("<testcase name='t%d'><failure message='m'/></testcase>".formatted(i));
    }
    Path a = Files.writeString(temp.resolve("a.xml"), many + "</testsuite>");
    Path b =
        Files.writeString(temp.resolve("b.xml"), "<testsuite><testcase name='u'/></testsuite>");

    TestCounts counts = JunitReports.read(List.of(a, b));

    assertThat(counts.tests()).isEqualTo(101);
    assertThat(counts.failures()).isEqualTo(100);
    assertThat(counts.firstFailed()).hasSize(TestCounts.MOST_FAILED);
    assertThat(counts.firstFailed().getFirst().name()).isEqualTo("t0");
  }

  @Test
  @Timeout(20)
  void readsNothingThatAReportRefersTo() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "TOP-SECRET");
    for (String malicious :
        List.of(
            "<!DOCTYPE t [<!ENTITY x SYSTEM '"
                + secret.toUri()
                + "'>]>"
                + "<testsuite><testcase name='a'><failure>&x;</failure></testcase></testsuite>",
            "<!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
                + "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
                + "<testsuite><testcase name='&c;'><failure>&c;</failure></testcase></testsuite>",
            "<!DOCTYPE t SYSTEM '"
                + secret.toUri()
                + "'>"
                + "<testsuite><testcase name='a'><failure>x</failure></testcase></testsuite>",
            "<!DOCTYPE t [<!ENTITY % p SYSTEM '"
                + secret.toUri()
                + "'> %p;]>"
                + "<testsuite><testcase name='a'><failure>x</failure></testcase></testsuite>")) {
      String seen;
      try {
        seen = read(malicious).toString();
      } catch (UnreadableReport e) {
        seen = String.valueOf(e.getMessage());
      }
      assertThat(seen).doesNotContain("TOP-SECRET").doesNotContain("aaaaaaaaaaaaaaaaaaaa");
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThatThrownBy(() -> read("<html/>"))
        .hasMessage("r.xml is no JUnit report: its root is <html>");
    assertThatThrownBy(() -> read("<testsuite><testcase name='x'>"))
        .hasMessageStartingWith("r.xml is not valid XML: line 1");
    assertThatThrownBy(() -> read("")).isInstanceOf(UnreadableReport.class);
    assertThatThrownBy(() -> JunitReports.read(List.of(temp)))
        .hasMessageEndingWith("is not a regular file");
    Path link = Files.createSymbolicLink(temp.resolve("link.xml"), Path.of("/etc/passwd"));
    assertThatThrownBy(() -> JunitReports.read(List.of(link)))
        .hasMessageEndingWith("is not a regular file");
    Path huge = temp.resolve("huge.xml");
    try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(ReportXml.LARGEST + 1);
    }
    assertThatThrownBy(() -> JunitReports.read(List.of(huge)))
        .hasMessageContaining("larger than 128 MiB");
  }

  @Test
  void tellsAFailureWhoseMessageIsHuge() throws Exception {
    String message = "expected: " + "&lt;map&gt;&#10;".repeat(50_000);
    String output = "&quot;x".repeat(200_000);

    TestCounts counts =
        read(
            """
            <testsuite name="s">
              <testcase name="compares" classname="A">
                <failure message="%s" type="E">%s</failure>
                <system-out>%s</system-out>
              </testcase>
              <testcase name="passes" classname="A"/>
            </testsuite>
            """
                .formatted(message, message, output));

    assertThat(counts.tests()).isEqualTo(2);
    assertThat(counts.firstFailed())
        .containsExactly(new FailedTest("A.compares", "expected: <map>"));
  }

  @Test
  void survivesAbsurdNumbers() throws Exception {
    TestCounts counts =
        read(
            "<testsuite failures='-5' errors='99999999999999999999'>"
                + "<testcase name='a' time='NaN'/><testcase name='b' time='1e999999999'/>"
                + "<testcase name='c' time='-1'/><testcase name='d' time='"
                + "9".repeat(100_000)
                + "'/></testsuite>");

    assertThat(counts.tests()).isEqualTo(4);
    assertThat(counts.time()).isEqualTo(Duration.ZERO);
  }

  private TestCounts read(String xml) throws UnreadableReport, IOException {
    return JunitReports.read(List.of(Files.writeString(temp.resolve("r.xml"), xml)));
  }
}

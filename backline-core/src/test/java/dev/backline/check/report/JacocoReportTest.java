package dev.backline.check.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JacocoReportTest {

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><!DOCTYPE report PUBLIC"
          + " \"-//JACOCO//DTD Report 1.1//EN\" \"report.dtd\">";

  @TempDir Path temp;

  @Test
  void readsTheWholeReportsCountersAndNoOthers() throws Exception {
    Coverage coverage =
        read(
            HEAD
                + """
                <report name="app"><sessioninfo id="h" start="1" dump="2"/>
                  <group name="module"><counter type="LINE" missed="999" covered="999"/></group>
                  <package name="p"><class name="p/A" sourcefilename="A.java">
                    <method name="m" desc="()V" line="3"><counter type="LINE" missed="7" covered="8"/>
                    </method><counter type="LINE" missed="7" covered="8"/></class>
                    <counter type="BRANCH" missed="70" covered="80"/></package>
                  <counter type="INSTRUCTION" missed="100" covered="300"/>
                  <counter type="BRANCH" missed="10" covered="30"/>
                  <counter type="LINE" missed="20" covered="180"/>
                </report>
                """);

    assertThat(coverage).isEqualTo(new Coverage(180, 20, 30, 10));
    assertThat(coverage.lines()).isEqualTo(0.9);
    assertThat(coverage.branches()).isEqualTo(0.75);
  }

  @Test
  void isFullCoverageOfBranchesWhereThereAreNone() throws Exception {
    Coverage coverage =
        read(
            HEAD
                + "<report name='a'><package name='p'><counter type='BRANCH' missed='9'"
                + " covered='9'/></package><counter type='LINE' missed='1' covered='1'/></report>");

    assertThat(coverage.branches()).isEqualTo(1);
    assertThat(coverage.lines()).isEqualTo(0.5);
  }

  @Test
  void saysThatAReportIsEmptyOrSomethingElse() {
    assertThatThrownBy(() -> read(HEAD + "<report name='app'/>"))
        .hasMessageContaining("counts nothing");
    assertThatThrownBy(() -> read("<coverage line-rate='1'/>"))
        .hasMessageContaining("is no JaCoCo report: its root is <coverage>");
    assertThatThrownBy(
            () -> read("<report><counter type='LINE' missed='x' covered='-1'/></report>"))
        .isInstanceOf(UnreadableReport.class);
  }

  private Coverage read(String xml) throws UnreadableReport, IOException {
    return JacocoReport.read(Files.writeString(temp.resolve("jacoco.xml"), xml));
  }
}

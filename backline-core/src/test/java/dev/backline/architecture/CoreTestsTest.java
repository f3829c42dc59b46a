package dev.backline.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.backline.architecture.CoreArchitectureTest.outsideOf;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Duration;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Rules for the tests themselves. */
class CoreTestsTest {

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .importUrl(CoreTestsTest.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void testsDoNotSleepExceptThoseThatWatchRealProcesses() {
    noClasses()
        .that(
            outsideOf(
                // Programs that tests start: what they do is to take their time.
                "dev.backline.runtime.process.SampleRelease",
                // Look now and then, with a deadline, at a process of its own.
                "dev.backline.runtime.process.SampleLaunch",
                "dev.backline.runtime.process.ProcessAdoptionTest",
                "dev.backline.edge.embedded.EmbeddedEdgeTest",
                "dev.backline.artifact.StoreCrashTest",
                "dev.backline.host.local.LockFileTest",
                "dev.backline.host.local.RunningProgramsTest"))
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", Duration.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .check(TESTS);
  }

  @Test
  void noTestIsDisabled() {
    noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
    noMethods().should().beAnnotatedWith(Disabled.class).check(TESTS);
  }

  @Test
  void noTestAssumesThatAPartIsThere() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.junit.jupiter.api.Assumptions")
        .check(TESTS);
  }
}

package dev.backline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

class ModulesTest {

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.backline");

  @Test
  void allModulesAreLookedAt() {
    assertThat(ALL.stream().map(JavaClass::getPackageName))
        .contains(
            "dev.backline.run",
            "dev.backline.edge.proxy",
            "dev.backline.server.git",
            "dev.backline.cli",
            "dev.backline.testing");
  }

  @Test
  void featuresOfAllModulesDependOnOneAnotherInOneDirection() {
    slices().matching("dev.backline.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void onlyTheCommandLineKnowsTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.backline.server..", "dev.backline.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.backline.server.."))
        .check(ALL);
  }

  @Test
  void nothingKnowsTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.backline.cli.."))
        .check(ALL);
  }

  @Test
  void edgeKnowsNothingElseOfBackline() {
    noClasses()
        .that()
        .resideInAPackage("dev.backline.edge.proxy..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.backline..")
                .and(not(resideInAPackage("dev.backline.edge.proxy.."))))
        .check(ALL);
  }

  /** They share a prefix, but speak only by files and HTTP: each can be of another version. */
  @Test
  void edgeIsUsedByNobodyDirectly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.edge.proxy..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.backline.edge.proxy.."))
        .check(ALL);
  }

  @Test
  void httpServersAreKnownOnlyToTheServerAndTheEdge() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.backline.server..", "dev.backline.edge.proxy..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.javalin..", "io.undertow..", "org.eclipse.jetty..", "jakarta.."))
        .check(ALL);
  }

  @Test
  void onlySourceAndTheGitEndpointKnowJgit() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.backline.source..", "dev.backline.server.git..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.eclipse.jgit.."))
        .check(ALL);
  }

  @Test
  void onlyTheCommandLineKnowsPicocli() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.cli..")
        .should()
        .dependOnClassesThat(resideInAPackage("picocli.."))
        .check(ALL);
  }

  @Test
  void javaUtilLoggingIsKnownInTwoPlaces() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("dev.backline.state.FlywayLog") // quietens Flyway
        .and()
        .doNotHaveFullyQualifiedName("dev.backline.edge.proxy.EdgeMain") // the edge has no other
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.logging"))
        .check(ALL);
  }

  @Test
  void programsAreStartedOnlyAsHostCommandsAndDetachedProcesses() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.backline.host.local..", "dev.backline.host.detached..", "dev.backline.testing..")
        .and()
        // Starts the controller, so that the demo shows what a user has: a process of its own.
        .doNotHaveFullyQualifiedName("dev.backline.cli.demo.DemoInstallation")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .check(ALL);
  }

  @Test
  void noClassIsNamedForWhatItIsNot() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Service|Utils?)(\\$.*)?")
        .check(ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    Map<String, Boolean> marked =
        ALL.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .collect(
                Collectors.toMap(
                    JavaPackage::getName, found -> found.isAnnotatedWith(NullMarked.class)));

    List<String> unmarked =
        marked.entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
    assertThat(unmarked).isEmpty();
    assertThat(Stream.of(marked).flatMap(all -> all.keySet().stream())).hasSizeGreaterThan(30);
  }
}

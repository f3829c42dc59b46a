package dev.backline.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.backline.Backline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .importUrl(Backline.class.getProtectionDomain().getCodeSource().getLocation());

  private static final DescribedPredicate<JavaClass> INPUT_OR_OUTPUT =
      resideInAnyPackage(
              "java.io", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql")
          .or(resideInAnyPackage("javax.sql", "sun.."))
          .or(oneOf("java.lang.ProcessBuilder", "java.lang.ProcessHandle"))
          // Values, and what tells of a failure.
          .and(outsideOf("java.io.Serializable", "java.io.UncheckedIOException"))
          .and(outsideOf("java.nio.file.Path", "java.net.URI"))
          .as("input or output");

  @Test
  void featuresDependOnOneAnotherInOneDirection() {
    slices().matching("dev.backline.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void packagesDependOnOneAnotherInOneDirection() {
    slices().matching("dev.backline.(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void featuresUseOnlyThoseAboveThemInTheArchitectureDocument() throws IOException {
    List<String> order = featuresInTheDocument();
    assertThat(order)
        .containsExactlyInAnyOrderElementsOf(
            CORE.stream().flatMap(found -> feature(found).stream()).distinct().toList());
    Set<String> wrong = new TreeSet<>();
    for (JavaClass user : CORE) {
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        Optional<String> from = feature(user);
        Optional<String> to = feature(dependency.getTargetClass());
        if (from.isPresent()
            && to.isPresent()
            && order.indexOf(to.get()) > order.indexOf(from.get())) {
          wrong.add(dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The first column of the table of core's packages. */
  private static List<String> featuresInTheDocument() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "ARCHITECTURE.md"));
    String table =
        document.substring(document.indexOf("| package |"), document.indexOf("| (root) |"));
    return table
        .lines()
        .skip(2)
        .map(row -> row.split("\\|", 3)[1])
        .flatMap(cell -> Pattern.compile("[a-z]+").matcher(cell).results())
        .map(MatchResult::group)
        .toList();
  }

  /** The first part of the package's name below {@code dev.backline}. */
  private static Optional<String> feature(JavaClass of) {
    String[] parts = of.getPackageName().split("\\.", -1);
    return of.getPackageName().startsWith("dev.backline.")
        ? Optional.of(parts[2])
        : Optional.empty();
  }

  @Test
  void featuresKnowNothingOfHowTheyArePutTogether() {
    noClasses()
        .that()
        .resideInAPackage("dev.backline.*..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.backline"))
        .check(CORE);
  }

  @Test
  void featuresKnowNothingOfPipelines() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.backline", "dev.backline.pipeline..")
        .should()
        .dependOnClassesThat(resideInAPackage("dev.backline.pipeline.."))
        .check(CORE);
  }

  @Test
  void configurationIsReadInTwoPlacesAndOtherwiseDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage("dev.backline.config..")
        .and(outsideOf("dev.backline.config.parse.ConfigFile"))
        .and(outsideOf("dev.backline.config.starter.ProjectReader"))
        .should()
        .dependOnClassesThat(INPUT_OR_OUTPUT)
        .check(CORE);
  }

  @Test
  void commandsForHostsAreBuiltWithoutInputOrOutput() {
    noClasses()
        .that()
        .resideInAPackage("dev.backline.host.command..")
        .should()
        .dependOnClassesThat(INPUT_OR_OUTPUT)
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void decisionsDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.backline.journal", "dev.backline.health.watch", "dev.backline.database.lint..")
        .or(oneOf("dev.backline.run.NextMove", "dev.backline.keeper.Restarts"))
        .should()
        .dependOnClassesThat(INPUT_OR_OUTPUT)
        .check(CORE);
  }

  @Test
  void onlySourceKnowsJgit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.source..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.eclipse.jgit.."))
        .check(CORE);
  }

  @Test
  void onlySshHostsKnowTheSshLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.host.ssh..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.sshd..", "org.bouncycastle.."))
        .check(CORE);
  }

  @Test
  void onlyTheBuildingOfImagesKnowsJib() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.backline.artifact.image..")
        .should()
        .dependOnClassesThat(resideInAPackage("com.google.cloud.tools.."))
        .check(CORE);
  }

  @Test
  void databaseDriversAreKnownInThreePlaces() {
    noClasses()
        .that(
            outsideOf(
                "dev.backline.state.StateFile",
                "dev.backline.database.DatabaseAccess",
                "dev.backline.database.EnvironmentDatabases"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.sqlite..", "org.postgresql..", "org.flywaydb.."))
        .check(CORE);
  }

  @Test
  void onlyTheseFeaturesSpeakSql() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            // Backline's own memory: each feature keeps its rows itself.
            "dev.backline.state..",
            "dev.backline.lease.jdbc..",
            "dev.backline.journal.jdbc..",
            "dev.backline.run.jdbc..",
            "dev.backline.access..",
            "dev.backline.artifact..",
            "dev.backline.check..",
            "dev.backline.release..",
            "dev.backline.proof..",
            // The apps' databases.
            "dev.backline.database..",
            "dev.backline.backup..",
            "dev.backline.health.smoke..",
            // Puts the parts together, and so hands the state file on.
            "dev.backline")
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql", "javax.sql"))
        .check(CORE);
  }

  @Test
  void onlyFlywaysLogKnowsJavaUtilLogging() {
    noClasses()
        .that(outsideOf("dev.backline.state.FlywayLog"))
        .should()
        .dependOnClassesThat(resideInAPackage("java.util.logging"))
        .check(CORE);
  }

  @Test
  void programsAreStartedInTwoPackages() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.backline.host.local..", "dev.backline.host.detached..")
        .should()
        .dependOnClassesThat(oneOf("java.lang.ProcessBuilder"))
        .orShould()
        .callMethod(Runtime.class, "exec", String.class)
        .orShould()
        .callMethod(Runtime.class, "exec", String[].class)
        .check(CORE);
  }

  static DescribedPredicate<JavaClass> oneOf(String... names) {
    Set<String> wanted = Set.of(names);
    return describe(
        "one of " + wanted, javaClass -> wanted.contains(outermost(javaClass).getName()));
  }

  static DescribedPredicate<JavaClass> outsideOf(String... names) {
    return DescribedPredicate.not(oneOf(names));
  }

  private static JavaClass outermost(JavaClass javaClass) {
    return javaClass.getEnclosingClass().map(CoreArchitectureTest::outermost).orElse(javaClass);
  }
}

package dev.backline.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConfigPurityTest {

  private static final String[] OUTSIDE = {
    "java.io..", "java.nio.file..", "java.net..", "java.sql..", "java.nio.channels.."
  };

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.backline.config");

  @Test
  void theRecordsAndTheDeclaredKeysDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.backline.config", "dev.backline.config.schema")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OUTSIDE)
        .check(classes);
  }

  @Test
  void theRecordsKnowNothingOfHowTheyAreRead() {
    noClasses()
        .that()
        .resideInAPackage("dev.backline.config")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.backline.config.*..", "org.snakeyaml..", "com.fasterxml..")
        .check(classes);
  }
}

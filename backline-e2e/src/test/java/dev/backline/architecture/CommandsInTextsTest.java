package dev.backline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.backline.failure.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What documents and failures tell users to type has to exist. */
class CommandsInTextsTest {

  private static final JavaClasses CLI = new ClassFileImporter().importPackages("dev.backline.cli");
  private static final Pattern MENTION = Pattern.compile("\\bbackline ([a-z]+)(?: ([a-z]+))?");

  /** In Markdown, what stands between backticks or in a block of code. */
  private static final Pattern CODE =
      Pattern.compile("```.*?```|`[^`\n]+`|^    .*$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");
  private static final Set<String> WITH_SUBCOMMANDS = Set.of("secret", "token");

  @Test
  void documentsNameOnlyCommandsThatExist() {
    List<Path> documents =
        Sources.files(Sources.ROOT).filter(file -> file.toString().endsWith(".md")).toList();
    assertThat(documents).hasSizeGreaterThan(10);
    assertThat(unknownCommandsIn(documents, CODE)).isEmpty();
  }

  @Test
  void failuresNameOnlyCommandsThatExist() {
    List<Path> sources =
        Sources.files(Sources.ROOT)
            .filter(file -> file.toString().matches(".*/src/main/.*\\.java"))
            .toList();
    assertThat(sources).hasSizeGreaterThan(300);
    assertThat(unknownCommandsIn(sources, STRING)).isEmpty();
  }

  @Test
  void readmeTellsEveryExitCode() {
    String readme = Sources.read(Sources.ROOT.resolve("README.md"));
    for (ExitCode code : ExitCode.values()) {
      assertThat(readme).contains("\n| " + code.status() + " | ");
    }
    assertThat(readme).doesNotContain("\n| " + ExitCode.values().length + " | ");
  }

  private static Set<String> unknownCommandsIn(List<Path> files, Pattern places) {
    Set<String> known = commands();
    Set<String> named = annotatedNames();
    Set<String> unknown = new TreeSet<>();
    for (Path file : files) {
      for (MatchResult mention : mentions(Sources.read(file), places).toList()) {
        boolean exists = known.contains(mention.group(1));
        boolean subcommandExists =
            !WITH_SUBCOMMANDS.contains(mention.group(1))
                || !named.contains(mention.group(1))
                || mention.group(2) == null
                || named.contains(mention.group(2));
        if (!exists || !subcommandExists) {
          unknown.add(Sources.ROOT.relativize(file) + ": " + mention.group());
        }
      }
    }
    return unknown;
  }

  private static Stream<MatchResult> mentions(String text, Pattern places) {
    return places
        .matcher(text)
        .results()
        .flatMap(place -> MENTION.matcher(place.group()).results());
  }

  /** Those that there are, and those of which the README says that they aren't there yet. */
  private static Set<String> commands() {
    return Stream.concat(built(), announced()).collect(Collectors.toSet());
  }

  private static Stream<String> announced() {
    return Pattern.compile("(?ms)^## Not there yet$(.*?)^## ")
        .matcher(Sources.read(Sources.ROOT.resolve("README.md")))
        .results()
        .flatMap(section -> mentions(section.group(1), CODE))
        .map(mention -> mention.group(1));
  }

  private static Stream<String> built() {
    return CLI.get("dev.backline.cli.Commands").getFields().stream()
        .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
        .map(field -> field.getName().toLowerCase(Locale.ROOT));
  }

  private static Set<String> annotatedNames() {
    Stream<String> ofClasses =
        CLI.stream()
            .filter(found -> found.isAnnotatedWith(Command.class))
            .map(found -> found.getAnnotationOfType(Command.class).name());
    Stream<String> ofMethods =
        CLI.stream()
            .map(JavaClass::getMethods)
            .flatMap(Set::stream)
            .filter(method -> method.isAnnotatedWith(Command.class))
            .map(method -> method.getAnnotationOfType(Command.class).name());
    return Stream.concat(ofClasses, ofMethods).collect(Collectors.toSet());
  }
}

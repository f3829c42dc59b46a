package dev.backline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sources as texts. */
class SourcesTest {

  private static final Path ROOT = Sources.ROOT;
  private static final int LONGEST = 400;

  @Test
  void noFileIsLongerThan400Lines() {
    Map<String, Integer> tooLong = new TreeMap<>();
    for (Path file : javaFiles(ROOT)) {
      String name = ROOT.relativize(file).toString();
      int lines = lines(file);
      if (lines > LONGEST) {
        tooLong.put(name, lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void halfOfTheProgramsFilesAreShorterThan61Lines() {
    List<Integer> lengths =
        javaFiles(ROOT).stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .filter(file -> !file.endsWith("package-info.java"))
            .map(SourcesTest::lines)
            .sorted()
            .toList();
    int median = lengths.get(lengths.size() / 2);
    System.out.println("median of " + lengths.size() + " files: " + median + " lines");
    assertThat(median).isLessThanOrEqualTo(60);
  }

  @Test
  void musicGraphKnowsNothingOfBacklinesCode() {
    List<Path> mentioning =
        Sources.files(ROOT.resolve("music-graph"))
            .filter(SourcesTest::isText)
            .filter(file -> Sources.read(file).contains("dev.backline"))
            .toList();
    assertThat(mentioning).isEmpty();
  }

  @Test
  void musicGraphBuildsWithoutBacklinesParent() {
    assertThat(Sources.read(ROOT.resolve("music-graph/pom.xml"))).doesNotContain("backline-");
    assertThat(Sources.read(ROOT.resolve("pom.xml")))
        .doesNotContain("<module>music-graph</module>");
  }

  private static List<Path> javaFiles(Path below) {
    List<Path> files =
        Sources.files(below).filter(file -> file.toString().endsWith(".java")).toList();
    assertThat(files).as("Java files below " + below).hasSizeGreaterThan(100);
    return files;
  }

  private static boolean isText(Path file) {
    return Pattern.compile("\\.(java|xml|ya?ml|md|properties|html)$")
        .matcher(file.toString())
        .find();
  }

  private static int lines(Path file) {
    return (int) Sources.read(file).lines().count();
  }
}

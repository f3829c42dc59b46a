package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.backline.artifact.ArtifactDigest;
import dev.backline.cli.session.GlobalOptions;
import dev.backline.cli.session.JsonText;
import dev.backline.cli.session.Session;
import dev.backline.cli.session.Surroundings;
import dev.backline.cli.terminal.Terminal;
import dev.backline.config.EnvironmentName;
import dev.backline.failure.ExitCode;
import dev.backline.failure.Failure;
import dev.backline.pipeline.ImageSurvey;
import dev.backline.registry.retention.HeldImage;
import dev.backline.registry.retention.ImageNeeds;
import dev.backline.registry.retention.ImageRetention;
import dev.backline.run.RunKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImagesCommandTest {

  private static final ArtifactDigest OLD = ArtifactDigest.ofHex("a".repeat(64));
  private static final ArtifactDigest LIVE = ArtifactDigest.ofHex("b".repeat(64));
  private static final ImageSurvey WEB1 =
      new ImageSurvey.Looked(
          "web1",
          ImageRetention.plan(
              List.of(image("shop:old", OLD), image("shop:live", LIVE)),
              new ImageNeeds(
                  new EnvironmentName("prod"),
                  Set.of(OLD, LIVE),
                  Map.of(LIVE, "prod serves it as v2.0.0"),
                  Map.of())));
  private static final ImageSurvey WEB2 =
      new ImageSurvey.Unknown("web2", Failure.unavailable("looking", "it is down", "start it"));

  @TempDir Path folder;
  private CommandLineFixture fixture;
  private List<ImageSurvey> surveys = List.of(WEB1);

  @BeforeEach
  void prepare() throws IOException {
    fixture = new CommandLineFixture(folder);
    fixture.checkout();
  }

  @Test
  void showsWhatLiesWhereAndWhy() {
    assertThat(images("prod"))
        .isEqualTo(
            """
            web1:
                    IMAGE      SIZE  WHY
            keep    shop:live  3 MB  prod serves it as v2.0.0
            delete  shop:old   3 MB  prod goes back to it no more, nobody uses it
            """);
  }

  @Test
  void aDryRunShowsWhatWouldGoAndChangesNothing() {
    assertThat(images("prod", "--prune", "--dry-run"))
        .contains("delete  shop:old")
        .doesNotContain("keep");
    assertThat(fixture.backline().runs().newest(9)).isEmpty();
  }

  @Test
  void tellsTheSameAsJsonAlsoOfAPlaceThatCanNotBeAsked() {
    surveys = List.of(WEB1, WEB2);

    JsonNode json = JsonText.parse(images("prod", "--json"));

    assertThat(json.path(0).path("place").asText()).isEqualTo("web1");
    assertThat(json.path(0).path("images").path(1).path("image").asText()).isEqualTo("shop:old");
    assertThat(json.path(0).path("images").path(1).path("kept").asBoolean(true)).isFalse();
    assertThat(json.path(1).path("failure").path("why").asText()).isEqualTo("it is down");
  }

  @Test
  void pruningIsARun() {
    fixture.pipelines = run -> List.of(FakeStep.saying("prune-images", "1 images deleted"));

    assertThat(fixture.run("images", "prod", "--prune").status()).isZero();

    assertThat(fixture.backline().runs().newest(9))
        .singleElement()
        .satisfies(run -> assertThat(run.request().kind()).isEqualTo(RunKind.PRUNE));
  }

  @Test
  void refusesAnEnvironmentThatServesNothing() {
    var result = fixture.run("images", "prod");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
    assertThat(result.err()).contains("it serves no release");
  }

  private static HeldImage image(String reference, ArtifactDigest digest) {
    return new HeldImage(reference, digest, OptionalLong.of(2_500_000), List.of());
  }

  private String images(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    GlobalOptions options = new GlobalOptions();
    Surroundings surroundings =
        new Surroundings(
            fixture.variables,
            fixture.directory,
            new ByteArrayInputStream(new byte[0]),
            new Terminal(print, print, false, false, true),
            fixture.clock,
            () -> ZoneOffset.UTC,
            backline -> fixture.pipelines);
    ImagesCommand command =
        new ImagesCommand(new Session(surroundings, options), (app, environment) -> surveys);
    CommandLine line = new CommandLine(command);
    options.addTo(line.getCommandSpec());
    line.execute(args);
    return out.toString(StandardCharsets.UTF_8);
  }
}

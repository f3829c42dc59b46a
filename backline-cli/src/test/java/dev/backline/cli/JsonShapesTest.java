package dev.backline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.failure.ExitCode;
import dev.backline.journal.RunId;
import dev.backline.proof.Outcome;
import dev.backline.proof.PartName;
import dev.backline.proof.Proof;
import dev.backline.proof.ProofPart;
import dev.backline.proof.ProvenStatement;
import dev.backline.proof.Rehearsed;
import dev.backline.run.RunKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What these commands print with {@code --json} is what docs/cli.md says, key for key. */
class JsonShapesTest {

  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  CommandLineFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new CommandLineFixture(folder);
  }

  @Test
  void initNamesTheFileThatItWrote() throws Exception {
    JsonNode told = json("init");

    DocumentedShape.of("init").require(told);
    assertThat(told.path("file").textValue()).isEqualTo(folder.resolve("backline.yml").toString());
  }

  @Test
  void tokenCreateGivesTheTokenAndListTheNamesAlone() throws Exception {
    JsonNode created = json("token", "create", "me");

    DocumentedShape.of("token create").require(created);
    assertThat(created.path("name").textValue()).isEqualTo("me");
    assertThat(created.path("token").textValue()).startsWith("bl_");
    assertThat(json("token", "list")).isEqualTo(JSON.createArrayNode().add("me"));
    assertThat(fixture.run("token", "revoke", "me", "--json"))
        .isEqualTo(new CommandLineFixture.Result(0, "", ""));
    assertThat(json("token", "list")).isEmpty();
  }

  @Test
  void secretTellsNamesAndWhatIsSetAndNoValues() throws Exception {
    fixture.checkout();
    JsonNode missing = json("secret", "list", "dev");
    fixture.input = "open sesame\n";
    JsonNode set = json("secret", "set", "dev", "KEY");
    JsonNode listed = json("secret", "list", "dev");
    JsonNode removed = json("secret", "remove", "dev", "KEY");

    DocumentedShape.of("secret list").require(listed);
    DocumentedShape.of("secret set").require(set);
    DocumentedShape.of("secret remove").require(removed);
    assertThat(set)
        .isEqualTo(
            JSON.readTree(
                """
                {"app": "music-graph", "environment": "dev", "name": "KEY", "set": true}
                """));
    assertThat(removed.path("set").isBoolean()).isTrue();
    assertThat(removed.path("set").booleanValue()).isFalse();
    assertThat(missing.path(0).path("set").booleanValue()).isFalse();
    assertThat(listed)
        .isEqualTo(
            JSON.readTree(
                """
                [{"name": "KEY", "set": true, "declared": true}]
                """));
  }

  @Test
  void serveTellsItsAddressAndDataAsSoonAsItListens() throws Exception {
    try (CommandLineFixture.Endless serving = fixture.follow("serve", "--port", "0", "--json")) {
      serving.awaitSaid("}");
      JsonNode told = JSON.readTree(serving.out().toByteArray());

      DocumentedShape.of("serve").require(told);
      assertThat(told.path("url").textValue()).matches("http://127\\.0\\.0\\.1:[0-9]+");
      assertThat(told.path("data").textValue()).isEqualTo(fixture.data.toString());
    }
  }

  @Test
  void proofGivesAllOfItsEvidence() throws Exception {
    RunId run = fixture.finished(RunKind.PROMOTE, "prod", FakeStep.saying("rehearse", "fine"));
    fixture.backline().proofs().put(proof(run));

    JsonNode told = json("proof", run.toString());

    DocumentedShape.of("proof").require(told);
    assertThat(told.path("run").longValue()).isEqualTo(run.value());
    assertThat(told.path("made").textValue()).isEqualTo("2026-03-01T12:03:04Z");
    assertThat(told.at("/parts/0/outcome").textValue()).isEqualTo("PASSED");
    assertThat(told.at("/statements/0/locks/0").textValue())
        .isEqualTo("ACCESS_EXCLUSIVE public.band");
    assertThat(told.at("/plan/app/safety").textValue()).isEqualTo("SAFE");
  }

  private static Proof proof(RunId run) {
    return Proof.of(
        new Rehearsed(
            run,
            CommandLineFixture.NOW,
            "v0.2.0",
            Optional.of("v0.1.0"),
            Optional.of("20260301T115900Z-v0.2.0-abc"),
            1),
        List.of(PartName.values()).stream()
            .map(name -> new ProofPart(name, Outcome.PASSED, "fine", 10))
            .toList(),
        List.of(
            new ProvenStatement(
                "alter table band add column born int",
                3,
                0,
                List.of("ACCESS_EXCLUSIVE public.band"),
                List.of(),
                "")),
        List.of("a finding"),
        "shut off");
  }

  @Test
  void failuresAreOneObjectOnStandardErrorAndNothingOnStandardOutput() throws Exception {
    for (String[] words :
        List.of(
            new String[] {"proof", "9", "--json"},
            new String[] {"plan", "dev", "--json"},
            new String[] {"token", "revoke", "nobody", "--json"},
            new String[] {"secret", "remove", "dev", "KEY", "--app", "a", "--json"})) {
      var result = fixture.run(words);

      assertThat(result.out()).as(String.join(" ", words)).isEmpty();
      assertThat(result.status()).isEqualTo(ExitCode.USAGE.status());
      JsonNode failure = JSON.readTree(result.err()).path("failure");
      assertThat(failure.fieldNames())
          .toIterable()
          .containsExactly("tried", "why", "remedy", "exitCode");
      assertThat(failure.path("exitCode").intValue()).isEqualTo(result.status());
    }
  }

  private JsonNode json(String... words) throws Exception {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    CommandLineFixture.Result result = fixture.runRaw(all);
    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    return JSON.readTree(result.out());
  }
}

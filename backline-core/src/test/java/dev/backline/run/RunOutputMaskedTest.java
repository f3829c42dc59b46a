package dev.backline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.host.HostCommand;
import dev.backline.host.local.LocalHost;
import dev.backline.journal.RunId;
import dev.backline.run.jdbc.JdbcOutputLog;
import dev.backline.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is stored of what runs say shows no secret that a step has told the run of. */
class RunOutputMaskedTest extends RunWorkerFixture {

  private static final Secret PASSWORD = Secret.of("hunter22hunter22");
  private static final Secret TOKEN = Secret.of("tok-0123456789");

  @Test
  void whatACommandWritesIsStoredMasked() {
    assertThat(
            stored(
                step(
                    "build",
                    context -> {
                      context.conceal(PASSWORD);
                      new LocalHost()
                          .run(
                              HostCommand.of(
                                      "sh", "-c", "echo out \"$KEY\"; echo \"err $KEY!\" >&2")
                                  .with("KEY", PASSWORD),
                              context.commandOutput());
                    })))
        .containsExactlyInAnyOrder("out ••••", "err ••••!");
  }

  @Test
  void whatAStepSaysIsStoredMasked() {
    assertThat(
            stored(
                step(
                    "build",
                    context -> {
                      context.conceal(PASSWORD);
                      context.say("connecting with hunter22hunter22 as app");
                    })))
        .containsExactly("connecting with •••• as app");
  }

  @Test
  void aSecretThatALaterStepTellsOfIsMaskedFromThenOnInAllThatTheRunSays() {
    assertThat(
            stored(
                step("one", context -> context.conceal(PASSWORD)),
                step("two", context -> context.conceal(TOKEN)),
                step("three", context -> context.say("hunter22hunter22 and tok-0123456789"))))
        .containsExactly("•••• and ••••");
  }

  /** What is stored of a run of these steps, line by line. */
  private List<String> stored(Step... steps) {
    RunId run = submit();
    worker(record -> List.of(steps)).workOff(PROD);
    assertThat(status(run)).isEqualTo(RunStatus.SUCCEEDED);
    return new JdbcOutputLog(sql, clock).read(run, 0, 100).stream().map(OutputLine::text).toList();
  }

  private static Step step(String name, TestStep.Use use) {
    return new TestStep(name).using(use);
  }
}

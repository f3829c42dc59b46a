package dev.backline.host.examine;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentSpec;
import dev.backline.config.HostSpec;
import dev.backline.config.Placement;
import dev.backline.failure.BacklineException;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks whether a host of an environment is fit for the delivery that is about to begin: fewer
 * things than {@link HostExamination}, over a connection that is there. Changes nothing.
 */
public record DeliveryExamination(InstantSource clock) {

  /** Tells what the delivery takes of a host that is known to be reached; both at once. */
  public interface Need {

    /** Bytes that images will take. */
    long images() throws InterruptedException;

    /** Bytes of memory. */
    long memory() throws InterruptedException;
  }

  /** At least one finding; only one where the host can't be reached. */
  public List<HostFinding> of(
      Host connected,
      AppName app,
      EnvironmentSpec environment,
      Placement.OnHosts placement,
      HostSpec host,
      Need need)
      throws InterruptedException {
    return of(connected, ExpectedHost.of(app, environment, placement, host), need);
  }

  List<HostFinding> of(Host connected, ExpectedHost expected, Need need)
      throws InterruptedException {
    try {
      connected.run(HostCommand.of("true").within(Question.LIMIT));
      List<HostFinding> findings = new ArrayList<>();
      findings.add(HostFinding.fine("reachable", "as " + expected.user()));
      findings.add(new ClockQuestion(clock).ask(connected));
      findings.addAll(atOnce(connected, expected, need));
      return List.copyOf(findings);
    } catch (BacklineException e) {
      return List.of(HostFinding.unfit("reachable", e.failure()));
    }
  }

  /**
   * All questions that wait for no other, as somebody waits for the delivery: five commands at a
   * time, of the ten that sshd lets a connection have (sshd_config(5), MaxSessions).
   */
  private static List<HostFinding> atOnce(Host connected, ExpectedHost expected, Need need)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Long> images = threads.submit(need::images);
      Future<Long> memory = threads.submit(need::memory);
      List<Future<HostFinding>> asked =
          new ArrayList<>(ask(EngineQuestions.about(expected), connected, threads));
      List<Future<HostFinding>> ports =
          ask(List.of(PortsQuestion.about(expected)), connected, threads);
      SpaceNeed space = new SpaceNeed(images.get(), memory.get());
      asked.addAll(ask(SpaceQuestions.forDelivery(expected, space), connected, threads));
      asked.addAll(ports);
      List<HostFinding> findings = new ArrayList<>();
      for (Future<HostFinding> each : asked) {
        findings.add(each.get());
      }
      return findings;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BacklineException told) {
        throw told;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<Future<HostFinding>> ask(
      List<Question> questions, Host connected, ExecutorService threads) {
    return questions.stream()
        .map(question -> threads.submit(() -> question.ask(connected)))
        .toList();
  }
}

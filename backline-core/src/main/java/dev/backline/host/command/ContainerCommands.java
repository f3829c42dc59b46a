package dev.backline.host.command;

import dev.backline.host.HostCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A command inside a container that runs already. An engine leaves such a command running when its
 * client is gone; this one's input is held open by its client, and its end is the order to end. So
 * it ends with the client, however that ends, and so does what it has started.
 */
public final class ContainerCommands {

  /** What the command is run and ended by; every image with a shell has it. */
  public static final String SHELL = "/bin/sh";

  /**
   * On the host: the input that stays open. Its holder is ended by a signal that no shell remarks
   * on, and by another one in case that is ignored.
   */
  private static final String HOLD =
      """
      { sh -c 'echo $$; exec sleep 2000000000' </dev/null; } | {
        read -r holder
        docker container exec --interactive "$@"
        status=$?
        kill -s PIPE "$holder" 2>/dev/null
        kill "$holder" 2>/dev/null
        exit "$status"
      }
      """;

  /**
   * In the container, by no more than a shell and kill. A group of its own (setsid) and a mark in
   * the environment (grep) are used where the image has those programs. Not every kill takes "--".
   */
  private static final String RUN =
      """
      id=$1
      shift
      exec 3<&0 </dev/null
      command -v "$1" >/dev/null 2>&1 || { echo "$1: not found" >&2; exit 127; }
      start() {
        BACKLINE_COMMAND=$id
        export BACKLINE_COMMAND
        command -v setsid >/dev/null 2>&1 && exec setsid "$@" 3<&-
        exec "$@" 3<&-
      }
      start "$@" &
      leader=$!
      marked() { grep -ls "BACKLINE_COMMAND=$id" /proc/[0-9]*/environ; }
      left() { kill -0 "$leader" || kill -0 "$$" "-$leader" || [ "$(marked)" ]; }
      signal() {
        kill -s "$1" "$leader" "-$leader"
        for process in $(marked); do
          process=${process#/proc/}
          kill -s "$1" "${process%/environ}"
        done
      }
      end() {
        trap "" TERM
        left && signal TERM
        n=0
        while left && [ "$n" -lt 20 ]; do sleep 0.1; n=$((n + 1)); done
        n=0
        while left && [ "$n" -lt 50 ]; do signal KILL; sleep 0.1; n=$((n + 1)); done
      }
      {
        while read -r line; do :; done
        end
      } <&3 >/dev/null 2>&1 &
      watch=$!
      exec 3<&-
      wait "$leader"
      status=$?
      end >/dev/null 2>&1
      kill "$watch" 2>/dev/null
      exit "$status"
      """;

  private ContainerCommands() {}

  /**
   * Passes on what the command says, and ends with its exit status.
   *
   * @param id tells its processes from all others in the container
   */
  public static HostCommand run(String container, String id, List<String> argv, Duration most) {
    List<String> words =
        new ArrayList<>(List.of("sh", "-c", HOLD, "sh", container, SHELL, "-c", RUN, "sh", id));
    words.addAll(argv);
    return HostCommand.of(words).within(most);
  }
}

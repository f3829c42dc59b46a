package dev.backline.host.fence;

import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import dev.backline.host.CommandResult;
import dev.backline.host.Host;
import dev.backline.host.HostCommand;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Which data directory an environment's folder on a host belongs to: the first that delivered
 * there. Kept in the folder's file {@code owner}.
 *
 * @param folder need not exist yet
 */
public record Ownership(Host host, Path folder) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int ANOTHERS = 95;
  private static final int NOBODYS = 96;

  private static final String LOOK =
      "[ -e \"$1/owner\" ] || exit "
          + NOBODYS
          + "; IFS=\" \" read -r id told <\"$1/owner\" || exit 1; [ \"$id\" = \"$2\" ] || { printf"
          + " \"%s\\n\" \"$told\"; exit "
          + ANOTHERS
          + "; }";

  /** A link is there whole or not at all, and of several at once one is made. */
  private static final String CLAIM =
      "umask 077 && mkdir -p \"$1\" && printf \"%s %s\\n\" \"$2\" \"$3\" >\"$1/owner.$2\" && sync"
          + " \"$1/owner.$2\" || exit 1; ln \"$1/owner.$2\" \"$1/owner\" 2>/dev/null; rm -f"
          + " \"$1/owner.$2\"; ";

  /**
   * Changes nothing.
   *
   * @return whether it is this owner's already; if not, it is nobody's
   * @throws BacklineException with {@code REFUSED} if it is another's
   */
  public boolean isOf(Owner owner) throws InterruptedException {
    CommandResult result = run(LOOK, owner);
    if (result.status() == NOBODYS) {
      return false;
    }
    requireHis(result);
    return true;
  }

  /**
   * Makes it this owner's, unless it is somebody's.
   *
   * @throws BacklineException with {@code REFUSED} if it is another's
   */
  public void claim(Owner owner) throws InterruptedException {
    requireHis(run(CLAIM + LOOK, owner));
  }

  private CommandResult run(String script, Owner owner) throws InterruptedException {
    return host.run(
        HostCommand.of("sh", "-c", script, "sh", folder.toString(), owner.id(), owner.told())
            .within(LIMIT));
  }

  private void requireHis(CommandResult result) {
    if (result.status() == ANOTHERS) {
      throw Failure.refused(
              tried(),
              "another Backline delivers there: " + String.join(" ", result.stdout()),
              "deliver from there; if that one is gone for good, on "
                  + host.name()
                  + ": rm "
                  + folder.resolve("owner"))
          .toException();
    }
    if (!result.succeeded()) {
      throw Failure.unavailable(
              tried(),
              result.lastWords(),
              "see that " + folder + " can be made and written there, then try again")
          .toException();
    }
  }

  private String tried() {
    return "delivering to " + folder + " on " + host.name();
  }
}

package dev.backline.host.provision;

import dev.backline.host.NewFile;
import dev.backline.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whom deployments log in as, and what belongs to that user. */
final class UserRequirements {

  private static final Duration QUICK = Duration.ofSeconds(30);

  private static final String EXISTS =
      "id -u -- \"$1\" >/dev/null 2>&1 && echo 'is there' && exit 0; echo 'is not there'; exit 1";

  private static final String HOME = "home=$(getent passwd \"$1\" | cut -d: -f6); ";

  private static final String HAS_KEYS =
      HOME
          + "[ -n \"$home\" ] && [ -s \"$home/.ssh/authorized_keys\" ]"
          + " && echo 'may log in by key' && exit 0; echo 'has no keys to log in by'; exit 1";

  private static final String GIVE_KEYS =
      HOME
          + "group=$(id -gn -- \"$1\") && [ -s /root/.ssh/authorized_keys ] && [ -d \"$home\" ]"
          + " && install -d -m 0700 -o \"$1\" -g \"$group\" \"$home/.ssh\""
          + " && install -m 0600 -o \"$1\" -g \"$group\" /root/.ssh/authorized_keys"
          + " \"$home/.ssh/authorized_keys\"";

  private static final String MAY_SUDO =
      "runuser -u \"$1\" -- sudo -n true 2>/dev/null && echo 'without a password' && exit 0;"
          + " echo 'not without a password'; exit 1";

  /** As a new log-in would: a group counts from the next one on. */
  private static final String MAY_USE_ENGINE =
      "runuser -u \"$1\" -- docker version >/dev/null 2>&1 && echo 'may use the engine' && exit 0;"
          + " echo 'may not use the engine'; exit 1";

  /**
   * Others may pass through to what nginx's workers serve, as a delivery lets them, and not look.
   */
  private static final String OWNS =
      "[ -d \"$1\" ] || { echo 'is not there'; exit 1; };"
          + " is=$(stat -c '%U, mode %a' -- \"$1\"); echo \"$is\"; [ \"$is\" = \"$2, mode 751\" ]";

  private static final String GIVE_DIRECTORY =
      "install -d -m 0751 -o \"$2\" -g \"$(id -gn -- \"$2\")\" -- \"$1\"";

  private UserRequirements() {}

  /**
   * A user with the keys that root is logged in by. It may use sudo: who may use the engine could
   * become root by it anyway.
   */
  static List<Requirement> made(String user) {
    return List.of(exists(user), keys(user), sudo(user));
  }

  private static Requirement exists(String user) {
    return new Requirement(
        "user " + user,
        Scripts.check(EXISTS, user),
        List.of(
            new Change.Run(
                "make the user " + user,
                Scripts.script(
                    "exec useradd --create-home --shell /bin/bash -- \"$1\"", QUICK, user))),
        "make the user on the host: adduser " + user);
  }

  private static Requirement keys(String user) {
    return new Requirement(
        "keys of " + user,
        Scripts.check(HAS_KEYS, user),
        List.of(
            new Change.Run(
                "let " + user + " log in by the keys of root",
                Scripts.script(GIVE_KEYS, QUICK, user))),
        "put a public key into ~" + user + "/.ssh/authorized_keys on the host");
  }

  private static Requirement sudo(String user) {
    // A name with a dot in it is not read (sudoers(5), "Including other files").
    Path file = Path.of("/etc/sudoers.d", "backline-" + user.replace('.', '_'));
    Secret rule = Secret.of(user + " ALL=(ALL:ALL) NOPASSWD: ALL\n");
    return new Requirement(
        "sudo for " + user,
        Scripts.check(MAY_SUDO, user),
        Stream.concat(
                AptCommands.install("sudo").stream(),
                Stream.of(
                    new Change.Put(
                        "let " + user + " use sudo without a password",
                        NewFile.of(rule, file, "440").asRoot())))
            .toList(),
        "look at /etc/sudoers on the host: a later rule may take it back");
  }

  static Requirement inDockerGroup(String user) {
    return new Requirement(
        user + " and the engine",
        Scripts.check(MAY_USE_ENGINE, user),
        List.of(
            new Change.Run(
                "put " + user + " into the group docker",
                Scripts.script("exec usermod -a -G docker -- \"$1\"", QUICK, user))),
        "see on the host who may use the engine: ls -l /var/run/docker.sock");
  }

  static Requirement directory(String user, String directory) {
    return new Requirement(
        "directory " + directory,
        Scripts.check(OWNS, directory, user),
        List.of(
            new Change.Run(
                "make " + directory + " for " + user + ", mode 751",
                Scripts.script(GIVE_DIRECTORY, QUICK, directory, user))),
        "make it on the host, owned by " + user + ", with mode 751");
  }
}

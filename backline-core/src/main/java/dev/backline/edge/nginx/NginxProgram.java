package dev.backline.edge.nginx;

import dev.backline.config.NginxSpec.TlsFiles;
import dev.backline.edge.nginx.NginxPlace.InContainer;
import dev.backline.edge.nginx.NginxPlace.OnHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The commands that an environment's nginx is called by. */
record NginxProgram(NginxSite site) {

  /** What nginx's own images stop with: it lets requests in flight finish. */
  private static final String GRACEFULLY = "SIGQUIT";

  /** Changes to nginx on the host need root; to a container, only leave to use the engine. */
  boolean privileged() {
    return switch (site.place()) {
      case OnHost _ -> true;
      case InContainer _ -> false;
    };
  }

  /** nginx, to be followed by its own arguments. */
  List<String> call(boolean running) {
    return switch (site.place()) {
      case OnHost host -> host.program();
      case InContainer _ when running ->
          words(List.of("docker", "exec", site.names().container()), ownNginx());
      case InContainer container -> words(List.of("docker", "run", "--rm"), inside(container));
    };
  }

  /** Prints the pid of the master process as the host counts, if one runs. */
  List<String> pid() {
    return switch (site.place()) {
      case OnHost host -> List.of("cat", host.pidFile().toString());
      case InContainer _ ->
          List.of("docker", "inspect", "--format", "{{.State.Pid}}", site.names().container());
    };
  }

  /** The file that makes nginx include the environment's configuration. */
  Path include() {
    return switch (site.place()) {
      case OnHost host -> host.includes().resolve(site.names().includeFile());
      case InContainer _ -> site.folder().ownIncludes().resolve(site.names().includeFile());
    };
  }

  /** Starts it, so that it runs on by itself. */
  List<String> start() {
    return switch (site.place()) {
      case OnHost host -> host.program();
      case InContainer container ->
          words(
              List.of(
                  "docker",
                  "run",
                  "--detach",
                  "--name",
                  site.names().container(),
                  "--restart",
                  "unless-stopped",
                  "--stop-signal",
                  GRACEFULLY,
                  // Bounded, whatever the engine's default is.
                  "--log-driver",
                  "local"),
              inside(container),
              List.of("-g", "daemon off;"));
    };
  }

  /** Ends and removes what is only there for this environment; empty if others may need it. */
  Optional<List<String>> remove() {
    return switch (site.place()) {
      case OnHost _ -> Optional.empty();
      case InContainer _ ->
          Optional.of(List.of("docker", "rm", "--force", site.names().container()));
    };
  }

  /** The last that it said, where nothing else keeps that. */
  Optional<List<String>> log() {
    return switch (site.place()) {
      case OnHost _ -> Optional.empty();
      case InContainer _ ->
          Optional.of(List.of("docker", "logs", "--tail", "20", site.names().container()));
    };
  }

  /** The folder of logrotate's files, or nothing. */
  String logrotate() {
    return switch (site.place()) {
      case OnHost host -> host.logrotate().map(Path::toString).orElse("");
      case InContainer _ -> "";
    };
  }

  /** The whole configuration of an nginx that is ours alone, or nothing. */
  String ownMain() {
    return switch (site.place()) {
      case OnHost _ -> "";
      case InContainer _ ->
          HostScript.resource("nginx.conf").replace("@DIR@", site.folder().toString());
    };
  }

  Optional<String> unit() {
    return switch (site.place()) {
      case OnHost host -> host.unit();
      case InContainer _ -> Optional.empty();
    };
  }

  private List<String> inside(InContainer container) {
    return words(
        List.of("--network", "host", "--volume", site.folder() + ":" + site.folder()),
        site.tls().stream().flatMap(NginxProgram::mounts).toList(),
        List.of("--entrypoint", ""),
        List.of(container.image().value()),
        ownNginx());
  }

  /** Folders, not files: a file that is renamed into place would not be seen inside. */
  private static Stream<String> mounts(TlsFiles files) {
    return Stream.of(files.certificate(), files.key())
        .map(file -> String.valueOf(Path.of(file).getParent()))
        .distinct()
        .flatMap(parent -> Stream.of("--volume", parent + ":" + parent + ":ro"));
  }

  private List<String> ownNginx() {
    return List.of("nginx", "-c", site.folder().ownMain().toString());
  }

  @SafeVarargs
  private static List<String> words(List<String>... parts) {
    List<String> all = new ArrayList<>();
    Stream.of(parts).forEach(all::addAll);
    return all;
  }
}

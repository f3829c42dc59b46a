package dev.backline.edge.nginx;

import dev.backline.edge.nginx.NginxPlace.OnHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real nginx with a prefix, configuration and pid of its own. */
record OwnNginx(Path prefix) implements AutoCloseable {

  /** Makes its folder; it doesn't run yet. */
  static OwnNginx in(Path prefix) throws IOException {
    Files.createDirectories(prefix.resolve("conf.d"));
    Files.createDirectories(prefix.resolve("temp"));
    Files.writeString(
        prefix.resolve("nginx.conf"),
        """
        user root;
        worker_processes 2;
        pid PREFIX/nginx.pid;
        error_log PREFIX/error.log;
        events { worker_connections 1024; }
        http {
          access_log off;
          open_file_cache max=100;
          client_body_temp_path PREFIX/temp/body;
          proxy_temp_path PREFIX/temp/proxy;
          fastcgi_temp_path PREFIX/temp/fastcgi;
          uwsgi_temp_path PREFIX/temp/uwsgi;
          scgi_temp_path PREFIX/temp/scgi;
          include PREFIX/conf.d/*.conf;
        }
        """
            .replace("PREFIX", prefix.toString()));
    return new OwnNginx(prefix);
  }

  OnHost place() {
    return new OnHost(
        call(),
        Optional.empty(),
        prefix.resolve("conf.d"),
        prefix.resolve("nginx.pid"),
        Optional.empty());
  }

  List<String> call() {
    return List.of("nginx", "-p", prefix.toString(), "-c", prefix.resolve("nginx.conf").toString());
  }

  Path include(String name) {
    return prefix.resolve("conf.d").resolve(name);
  }

  /** Kills it, as a crash would; whether it runs or not. */
  void kill() throws IOException, InterruptedException {
    Path file = prefix.resolve("nginx.pid");
    if (!Files.exists(file)) {
      return;
    }
    Optional<ProcessHandle> master =
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
            .filter(found -> found.info().command().orElse("").endsWith("nginx"));
    if (master.isEmpty()) {
      return;
    }
    List<ProcessHandle> workers = master.get().children().toList();
    master.get().destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : workers) {
      ended(process);
    }
    ended(master.get());
  }

  private static void ended(ProcessHandle process) {
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kill();
  }
}

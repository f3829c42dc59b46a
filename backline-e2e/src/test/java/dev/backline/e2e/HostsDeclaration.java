package dev.backline.e2e;

import dev.backline.testing.PostgresImage;
import dev.backline.testing.TestHost;
import dev.backline.testing.TestHosts;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code backline.yml} of apps on test hosts.
 *
 * @param base the image that theirs are built upon
 */
record HostsDeclaration(TestHosts hosts, String base) {

  /** Music Graph's own, its tests left out: the first host for dev, two for production. */
  String musicGraph(String own) {
    return asImage(own)
        + """
        environments:
          dev:
            follows: main
            listen: 0.0.0.0:8080
            watch: {window: 1s}
            hosts: {dev1: %s}
            sshKey: %s
            database: {container: {image: '%s'}}
          prod:
            from: dev
            listen: 0.0.0.0:8080
            watch: {window: 1s}
            versions: {start: v0.1.0-alpha}
            hosts: {web1: %s, web2: %s}
            sshKey: %s
            database: {container: {image: '%s', listen: %s}}
        """
            .formatted(
                login(hosts.host(1)),
                hosts.key(),
                PostgresImage.V15.reference(),
                login(hosts.host(2)),
                login(hosts.host(3)),
                hosts.key(),
                HostsKinds.productionPostgres().reference(),
                hosts.host(2).address());
  }

  /** Music Graph's own, its tests left out: one host, for production, where all runs. */
  String musicGraphAlone(String own) {
    return asImage(own)
        + """
        environments:
          prod:
            follows: main
            listen: 0.0.0.0:8080
            watch: {window: 1s}
            versions: {start: v0.1.0-alpha}
            rehearse: withMigrations
            hosts: {web1: %s}
            sshKey: %s
            database: {container: {image: '%s'}}
        """
            .formatted(login(hosts.host(1)), hosts.key(), PostgresImage.V15.reference());
  }

  private String asImage(String own) {
    return own.substring(0, own.indexOf("checks:"))
            .replace(
                "  bundle: {from: target/app}",
                "  image: {jib: {from: target/app, base: '" + base + "'}}")
        + own.substring(own.indexOf("run:"), own.indexOf("environments:"))
            .replace("HOST: 127.0.0.1", "HOST: 0.0.0.0");
  }

  /**
   * Without a database, on all hosts: web1, web2 and so on. As in any environment with versions,
   * the release before stays ready.
   */
  String tiny() {
    return """
    app: tiny
    build: {command: sh build.sh, inputs: [classes/**, behaviour.properties, build.sh]}
    artifact: {image: {jib: {from: out, base: '%s'}}}
    run:
      command: [java, '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', -Xmx64m, -cp, ., Tiny]
      port: PORT
      env: {HOST: 0.0.0.0, RELEASE_VERSION: '${version}', ENVIRONMENT: '${environment}'}
      health: {path: /healthz, interval: 50ms, timeout: 20s, stable: 100ms}
      stop: {grace: 5s}
    smoke:
      - {name: smoke, timeout: 3s, http: {path: /smoke, contains: fine}}
    environments:
      prod:
        follows: main
        listen: 0.0.0.0:8080
        watch: {window: 0s}
        versions: {start: v0.1.0}
        hosts: {%s}
        sshKey: %s
    """
        .formatted(base, webs(), hosts.key());
  }

  /** The same for dev on web1 and production on web2, which keep one release before theirs. */
  String tinyInTwoEnvironments(String repository) {
    String both = tiny();
    return both.substring(0, both.indexOf("environments:"))
        + """
        registry: {repository: %s}
        environments:
          dev:
            follows: main
            listen: 0.0.0.0:8080
            watch: {window: 0s}
            keepReleases: 1
            hosts: {web1: %s}
            sshKey: %s
          prod:
            from: dev
            listen: 0.0.0.0:8080
            watch: {window: 0s}
            versions: {start: v0.1.0}
            keepReleases: 1
            hosts: {web2: %s}
            sshKey: %s
        """
            .formatted(
                repository, login(hosts.host(1)), hosts.key(), login(hosts.host(2)), hosts.key());
  }

  private String webs() {
    return IntStream.rangeClosed(1, hosts.all().size())
        .mapToObj(number -> "web" + number + ": " + login(hosts.host(number)))
        .collect(Collectors.joining(", "));
  }

  private String login(TestHost host) {
    return hosts.user() + "@" + host.address();
  }
}

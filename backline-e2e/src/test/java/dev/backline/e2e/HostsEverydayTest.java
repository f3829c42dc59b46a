package dev.backline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.failure.ExitCode;
import dev.backline.run.RunKind;
import dev.backline.run.RunRecord;
import dev.backline.run.RunStatus;
import dev.backline.testing.TestHost;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts that serve over TLS, and what is done with them day by day on the command line. */
@Tag("long")
@TestMethodOrder(
    MethodOrderer.OrderAnnotation.class) // One story: each part begins where one ended.
class HostsEverydayTest {

  private static final Path FILES = Path.of("/etc/tls-of-tests");
  private static final int TLS = 8443;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static HostsInstallation installation;
  private static SSLContext before;
  private static int changes;

  @BeforeAll
  static void makeHosts() throws Exception {
    installation = HostsInstallation.ofTinyApp(directory, 2);
    makeCertificate();
    before = SSLContext.getDefault();
    SSLContext.setDefault(Trusting.only(directory.resolve("site.pem")));
    for (TestHost host : installation.hosts()) {
      host.run("mkdir", "-p", FILES.toString());
      for (String file : List.of("site.pem", "site.key")) {
        host.run(
            "sh",
            "-c",
            "umask 077 && printf %s \"$1\" >\"$2\"",
            "sh",
            Files.readString(directory.resolve(file)),
            FILES.resolve(file).toString());
      }
    }
    installation
        .tiny()
        .edit(
            "backline.yml",
            text ->
                text.replace("listen: 0.0.0.0:8080", "listen: 0.0.0.0:" + TLS)
                    + "    url: "
                    + url(0)
                    + "\n    nginx: {certificate: %s/site.pem, key: %s/site.key, redirectFrom: 8080}\n"
                        .formatted(FILES, FILES));
  }

  @AfterAll
  static void endEverything() {
    SSLContext.setDefault(before);
    installation.close();
  }

  @Test
  @Order(1)
  void theFirstReleaseIsServedByTlsAndPlainRequestsAreSentThere() throws Exception {
    RunRecord run = installation.succeeded(deliver("note=first"));
    assertThat(installation.story(run)).contains("smoke passed");

    assertThat(bothServe()).isNotEqualTo("?");
    for (int host : List.of(0, 1)) {
      HttpResponse<String> plain = get(installation.urlOf(host(host)) + "/version?a=b");
      assertThat(plain.statusCode()).isEqualTo(308);
      assertThat(plain.headers().firstValue("Location")).contains(url(host) + "/version?a=b");
    }
  }

  @Test
  @Order(2)
  void theNextReleaseAndOneThatIsUndoneAndARollbackFailNoRequestOverTls() throws Exception {
    String first = bothServe();
    try (Load some = Load.leisurely(url(0));
        Load others = Load.leisurely(url(1))) {
      installation.succeeded(deliver("note=second"));
      String second = bothServe();
      assertThat(second).isNotEqualTo(first);

      RunRecord broken = deliver("smoke=failThroughTheEdge");
      assertThat(broken.status()).as(installation.story(broken)).isEqualTo(RunStatus.UNDONE);
      assertThat(bothServe()).isEqualTo(second);

      installation.succeeded(installation.run(RunKind.ROLLBACK, HostsInstallation.PROD, Map.of()));
      assertThat(bothServe()).isEqualTo(first);

      assertThat(some.failures()).isEmpty();
      assertThat(others.failures()).isEmpty();
      System.out.printf("%nover TLS: %d requests, 0 failed%n", some.requests() + others.requests());
    }
  }

  @Test
  @Order(3)
  void thePageForMaintenanceIsShownOnBothHostsAndTakenAwayAgain() throws Exception {
    String serving = bothServe();
    done("maintenance", "prod", "on");
    for (int host : List.of(0, 1)) {
      assertThat(get(url(host)).statusCode()).isEqualTo(503);
    }
    assertThat(done("status")).contains("maintenance");

    done("maintenance", "prod", "off");
    assertThat(bothServe()).isEqualTo(serving);
  }

  @Test
  @Order(4)
  void whatServesIsShownAndWhatItWritesAndWhatRunsInIt() throws Exception {
    String serving = bothServe();
    assertThat(done("status")).contains("prod", serving, url(0));
    assertThat(done("status", "--json")).contains("\"health\" : \"healthy\"", "\"blue\"");
    for (String host : List.of("web1", "web2")) {
      assertThat(done("exec", "prod", "--host", host, "--", "sh", "-c", "echo $RELEASE_VERSION"))
          .contains(serving);
    }
    assertThat(done("logs", "prod", "-n", "5")).doesNotContain("failed");
  }

  @Test
  @Order(5)
  void doctorFindsNothingUnfitButTheCertificateThatVisitorsDoNotTrust() {
    Programs.Ended doctor = installation.backline("doctor");
    assertThat(doctor.output().lines().filter(line -> line.startsWith("✗")))
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("certificate", "visitors of " + host(0).address() + " are warned");
    assertThat(doctor.status()).isEqualTo(ExitCode.UNAVAILABLE.status());
  }

  @Test
  @Order(6)
  void imagesThatNothingNeedsGoAndThoseOfReleasesStay() throws Exception {
    String before = done("images", "prod");
    assertThat(before).contains("web1", "web2");
    done("images", "prod", "--prune");
    assertThat(bothServe()).isNotEqualTo("?");
    assertThat(done("images", "prod", "--prune", "--dry-run")).contains("web1", "web2");
  }

  @Test
  @Order(7)
  void anAppOutOfServiceStaysSoOverARebootAndComesBackWhenItIsStarted() throws Exception {
    String serving = bothServe();
    done("app", "stop", "prod");
    assertThat(get(url(0)).statusCode()).isEqualTo(503);
    host(1).reboot();
    Awaiting.until("nginx answers", Duration.ofSeconds(60), () -> status(url(1)) == 503);

    // In this process, which trusts the certificate: it is smoke-tested over TLS.
    installation.succeeded(installation.run(RunKind.START, HostsInstallation.PROD, Map.of()));
    assertThat(bothServe()).isEqualTo(serving);
  }

  private static RunRecord deliver(String behaviour) throws Exception {
    installation.tiny().behaviour(behaviour).commit("Change " + ++changes);
    return installation.deploy(HostsInstallation.PROD);
  }

  /** What the command line says, which succeeds. */
  private static String done(String... words) {
    Programs.Ended ended = installation.backline(words);
    assertThat(ended.status()).as(ended.output()).isZero();
    return ended.output();
  }

  private static String bothServe() {
    String one = HostsInstallation.served(url(0));
    assertThat(HostsInstallation.served(url(1))).isEqualTo(one);
    return one;
  }

  private static TestHost host(int index) {
    return installation.hosts().get(index);
  }

  private static String url(int host) {
    return "https://" + host(host).address() + ":" + TLS;
  }

  private static int status(String url) {
    try {
      return get(url).statusCode();
    } catch (Exception notYet) {
      return 0;
    }
  }

  private static HttpResponse<String> get(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** One for both hosts, by their addresses. */
  private static void makeCertificate() {
    Programs.Ended made =
        Programs.run(
            directory,
            Map.of(),
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=tiny.example.test",
                "-addext",
                "subjectAltName=IP:" + host(0).address() + ",IP:" + host(1).address(),
                "-out",
                "site.pem",
                "-keyout",
                "site.key"));
    assertThat(made.status()).as(made.output()).isZero();
  }
}

package dev.backline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real registry of images, Debian's {@code docker-registry}, with its store in a folder of its
 * own. It can have the bad days that registries have. Ends with the JVM, however that ends.
 */
public final class TestRegistry implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final TestPlace place;
  private final String address;
  private final int inner;
  private final boolean encrypted;
  private int port;
  private @Nullable Enclosure enclosure;
  private @Nullable SlowPath path;

  private TestRegistry(TestPlace place, String address, boolean encrypted) {
    this.place = place;
    this.address = address;
    this.inner = FreePort.any();
    this.encrypted = encrypted;
  }

  /**
   * What one is to be like.
   *
   * @param address where it listens: 127.0.0.1, or what hosts or containers know this machine by
   * @param login who may use it; null for everybody
   * @param encrypted whether it talks TLS, with a certificate that nobody knows
   * @param deletes whether it lets images be deleted
   */
  public record Plan(String address, @Nullable Login login, boolean encrypted, boolean deletes) {

    public Plan withLogin(String user, String password) {
      return new Plan(address, new Login(user, password), encrypted, deletes);
    }

    public Plan withTls() {
      return new Plan(address, login, true, deletes);
    }

    public Plan keepingAll() {
      return new Plan(address, login, encrypted, false);
    }

    public TestRegistry start() {
      return TestRegistry.start(this);
    }
  }

  /** Who may use it. */
  public record Login(String user, String password) {}

  /** One for everybody, without TLS, unless more is said. */
  public static Plan on(String address) {
    return new Plan(address, null, false, true);
  }

  private static TestRegistry start(Plan plan) {
    TestPlace place = TestPlace.claim();
    try {
      TestRegistry registry = new TestRegistry(place, plan.address(), plan.encrypted());
      Files.writeString(
          registry.config(), RegistryFiles.config(place.folder(), registry.inner, plan));
      if (plan.login() != null) {
        RegistryFiles.makeLogin(place.folder(), plan.login());
      }
      if (plan.encrypted()) {
        RegistryFiles.makeCertificate(place.folder(), plan.address());
      }
      registry.start();
      return registry;
    } catch (IOException e) {
      place.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  /** What images in it begin with: its address and port. */
  public String name() {
    return address + ":" + port;
  }

  /** Its address as a URL, without a slash at the end. */
  public String url() {
    return (encrypted ? "https://" : "http://") + name();
  }

  /** The certificate that it shows, in PEM; only with TLS. */
  public Path certificate() {
    return RegistryFiles.certificate(place.folder());
  }

  /** Starts it again after {@link #stop}, on the same port and with the same images. */
  public void start() {
    Path log = place.folder().resolve("registry.log");
    Enclosure started =
        Enclosure.start(
            place,
            log,
            List.of(),
            "registry.sh",
            List.of("docker-registry", "serve", config().toString()));
    enclosure = started;
    if (!Waiting.until(START_LIMIT, () -> listens() || !started.alive()) || !started.alive()) {
      stop();
      throw new IllegalStateException("docker-registry does not start: " + Programs.read(log));
    }
    SlowPath opened = SlowPath.open(address, port, inner);
    path = opened;
    port = opened.port();
  }

  /** Ends it at once; nothing listens on its port any more. */
  public void stop() {
    if (path != null) {
      path.close();
      path = null;
    }
    if (enclosure != null) {
      enclosure.end();
      enclosure = null;
    }
  }

  /**
   * Makes it wait before each piece of at most 16 KiB of what it says or is told; zero ends that.
   */
  public void slowDown(Duration each) {
    SlowPath open = path;
    if (open == null) {
      throw new IllegalStateException("the registry is stopped");
    }
    open.delay(each);
  }

  /**
   * Loses a layer, a configuration or a manifest, which it goes on listing.
   *
   * @param digest {@code sha256:} and 64 hexadecimal digits
   */
  public void loseBlob(String digest) {
    try {
      Files.delete(RegistryFiles.blob(place.folder(), digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stop();
    place.close();
  }

  private Path config() {
    return place.folder().resolve("registry.yml");
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), inner)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }
}

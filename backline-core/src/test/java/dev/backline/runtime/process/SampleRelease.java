package dev.backline.runtime.process;

import com.sun.net.httpserver.HttpServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A release to be started by tests, with good and bad manners. Arguments: mode, port. Serves {@code
 * /health}, {@code /env/NAME} and {@code /reach/ADDRESS/PORT}.
 */
public final class SampleRelease {

  private SampleRelease() {}

  public static void main(String[] arguments) throws Exception {
    String mode = arguments[0];
    System.out.println("sample release, mode " + mode);
    switch (mode) {
      case "exits" -> exit("cannot find the moon", 7);
      case "child" -> new ProcessBuilder("setsid", "sleep", "600").start();
      case "slow-stop" -> onStop(Duration.ofMillis(700));
      case "ignores-stop" -> onStop(Duration.ofDays(1));
      default -> {}
    }
    serve(mode, Integer.parseInt(arguments[1]));
    switch (mode) {
      case "dies" -> {
        Thread.sleep(Long.parseLong(arguments[2]));
        exit("out of cheese", 3);
      }
      default -> Thread.sleep(Duration.ofDays(1));
    }
  }

  private static void serve(String mode, int port) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException taken) {
      exit("cannot listen", 1);
      throw taken;
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String answer =
              path.startsWith("/env/") ? "" + System.getenv(path.substring(5)) : answer(path);
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          int status = mode.equals("never-healthy") && path.equals("/health") ? 503 : 200;
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private static String answer(String path) {
    return switch (path) {
      case "/hog" -> hog();
      case "/files" -> files();
      default -> path.startsWith("/reach/") ? reached(path.split("/", -1)) : "ok";
    };
  }

  private static String reached(String[] path) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(path[2], Integer.parseInt(path[3])), 3000);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "not reached: " + e.getMessage();
    }
  }

  /** Takes off-heap memory until there is no more; 1 GB at most. */
  private static String hog() {
    List<java.nio.ByteBuffer> taken = new ArrayList<>();
    int megabytes = 0;
    try {
      for (; megabytes < 1024; megabytes += 16) {
        taken.add(java.nio.ByteBuffer.allocateDirect(16 * 1024 * 1024));
      }
    } catch (OutOfMemoryError stopped) {
      return Integer.toString(megabytes);
    }
    return Integer.toString(megabytes);
  }

  private static String files() {
    List<InputStream> open = new ArrayList<>();
    try {
      while (open.size() < 5000) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException tooMany) {
      // That many, then.
    }
    int count = open.size();
    for (InputStream file : open) {
      try {
        file.close();
      } catch (IOException ignored) {
        // It was only read.
      }
    }
    return Integer.toString(count);
  }

  private static void onStop(Duration takes) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                Thread.sleep(takes);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private static void exit(String lastWords, int status) {
    System.err.println(lastWords);
    System.exit(status);
  }
}

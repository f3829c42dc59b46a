import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Kept connections that ask and throw the answer away. The JDK's client takes more processor time
 * for 190 kB than any server for sending them, so that on two cores it would measure itself.
 */
final class Connections implements AutoCloseable {
  /**
   * @param length of the body in bytes
   */
  record Answer(int status, long length) {}

  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

  Answer ask(HttpRequest request) throws IOException {
    Connection connection = idle.poll();
    if (connection == null) {
      connection = new Connection(request.uri(), (int) request.timeout().orElseThrow().toMillis());
    }
    try {
      Answer answer = connection.ask(request);
      if (connection.ends) {
        connection.close();
      } else {
        idle.push(connection);
      }
      return answer;
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection each = idle.poll(); each != null; each = idle.poll()) {
      each.close();
    }
  }

  private static final class Connection {
    private final Socket socket;
    private final InputStream in;

    /** The server closes it after some requests and says so before. */
    private boolean ends;

    Connection(URI address, int timeout) throws IOException {
      socket = new Socket();
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5_000);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(timeout);
      in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    Answer ask(HttpRequest request) throws IOException {
      StringBuilder head = new StringBuilder("GET ");
      head.append(request.uri().getRawPath());
      if (request.uri().getRawQuery() != null) {
        head.append('?').append(request.uri().getRawQuery());
      }
      head.append(" HTTP/1.1\r\nHost: ").append(request.uri().getRawAuthority()).append("\r\n");
      request.headers().map().forEach((name, values) ->
          values.forEach(value -> head.append(name).append(": ").append(value).append("\r\n")));
      socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      long length = 0;
      boolean chunked = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(lower.substring(15).strip());
        }
        ends |= lower.startsWith("connection:") && lower.endsWith("close");
        chunked |= lower.startsWith("transfer-encoding:") && lower.endsWith("chunked");
      }
      return new Answer(status, status == 304 ? 0 : chunked ? skipChunks() : skip(length));
    }

    private long skipChunks() throws IOException {
      long all = 0;
      for (long size = chunk(); size > 0; size = chunk()) {
        all += skip(size);
        line();
      }
      line();
      return all;
    }

    private long chunk() throws IOException {
      return Long.parseLong(line().split(";", 2)[0].strip(), 16);
    }

    private long skip(long bytes) throws IOException {
      in.skipNBytes(bytes);
      return bytes;
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the connection ended");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    void close() throws IOException {
      socket.close();
    }
  }
}

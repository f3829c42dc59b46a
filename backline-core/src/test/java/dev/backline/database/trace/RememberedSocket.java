package dev.backline.database.trace;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes pgjdbc's sockets, so that a test can speak on after pgjdbc has logged in. */
public final class RememberedSocket extends SocketFactory {

  private static final ThreadLocal<Socket> LAST = new ThreadLocal<>();

  /** That this thread's last connection goes through. */
  static Socket last() {
    return LAST.get();
  }

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    LAST.set(socket);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("not used");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new IOException("not used");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw new IOException("not used");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    throw new IOException("not used");
  }
}

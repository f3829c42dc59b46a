package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Speaks PostgreSQL's protocol by hand: what was sent goes out when an answer is asked for. */
final class Wire implements AutoCloseable {

  private final Connection login;
  private final Socket socket;
  private final DataInputStream in;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();

  private Wire(Connection login, Socket socket) throws IOException {
    this.login = login;
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static Wire connect(DatabaseAccess way) throws IOException, SQLException {
    Connection login =
        WatchedDatabase.connect(way, "simple", "socketFactory", RememberedSocket.class.getName());
    return new Wire(login, RememberedSocket.last());
  }

  Wire send(char type, Object... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(body);
    try {
      for (Object part : parts) {
        switch (part) {
          case String text -> out.write((text + "\0").getBytes(StandardCharsets.UTF_8));
          case byte[] bytes -> out.write(bytes);
          case Short number -> out.writeShort(number);
          case Integer number -> out.writeInt(number);
          default -> throw new IllegalArgumentException(part.toString());
        }
      }
      DataOutputStream message = new DataOutputStream(unsent);
      message.writeByte(type);
      message.writeInt(body.size() + 4);
      body.writeTo(message);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Parse, Bind and Execute of the unnamed statement. */
  Wire sendExecution(String sql) {
    short none = 0;
    return send('P', "", sql, none).send('B', "", "", none, none, none).send('E', "", 0);
  }

  Wire sendRaw(byte[] bytes) {
    unsent.writeBytes(bytes);
    return this;
  }

  /** The types of the messages up to that one; {@code -} if the connection ends instead. */
  String answers(char last) throws IOException {
    flush();
    StringBuilder types = new StringBuilder();
    while (types.isEmpty() || types.charAt(types.length() - 1) != last) {
      int type = in.read();
      if (type < 0) {
        return types.append('-').toString();
      }
      types.append((char) type);
      in.skipNBytes(in.readInt() - 4L);
    }
    return types.toString();
  }

  /** All that comes up to a row that holds this text, and the end of its statement. */
  List<String> answersUpTo(String text) throws IOException {
    flush();
    List<String> answers = new ArrayList<>();
    boolean found = false;
    while (true) {
      char type = (char) in.readByte();
      byte[] body = in.readNBytes(in.readInt() - 4);
      answers.add(type + " " + new String(body, StandardCharsets.ISO_8859_1));
      found |= type == 'D' && answers.getLast().contains(text);
      if (found && type == 'Z') {
        return answers;
      }
    }
  }

  void flush() throws IOException {
    socket.getOutputStream().write(unsent.toByteArray());
    unsent.reset();
  }

  /** Goes without a word. */
  void vanish() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException, SQLException {
    socket.close();
    login.close();
  }
}

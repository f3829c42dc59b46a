package dev.backline.database.trace;

import dev.backline.database.DatabaseAccess;
import dev.backline.database.ServerAddress;
import dev.backline.failure.BacklineException;
import dev.backline.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy on this machine's loopback address that speaks PostgreSQL's protocol (manual, chapter 55,
 * version 3) just well enough to tell what passes. Logins, cancellations, COPY, notices and results
 * of any size go through unchanged and unbuffered; only encryption is answered with no, so a client
 * must not demand it ({@code sslmode=require}), and the server must take connections without it.
 *
 * <p>Where a transaction goes on after a statement, its locks are read before the client gets the
 * answer: they are exact. So it is in the extended protocol (JDBC, most drivers) in autocommit too,
 * since there the transaction ends only with the client's next message, which is held back. In the
 * simple protocol in autocommit (psql) the locks are gone with the answer: commands of DDL then
 * tell by an event trigger what they hold at their end, and all are looked at when they begin and
 * every 2 ms (20 ms after a second). What takes less than that and is no DDL, such as TRUNCATE of a
 * small table, may show fewer locks than it took. So may in both protocols what commits by itself,
 * such as CREATE INDEX CONCURRENTLY or VACUUM, and what fails. To wrap such statements in a
 * transaction, or to send them by the extended protocol, would make them exact and change what they
 * do.
 *
 * <p>Rewrites are told by an event trigger, those by VACUUM FULL and CLUSTER by the tables' files.
 * An admin who may not make event triggers gets the rewrites by files alone, after each
 * transaction; which of its statements it was is then a guess. Temporary tables and the system's
 * are left out.
 *
 * <p>While the trace is open, schema {@code backline_trace} and event triggers {@code
 * backline_trace_rewrite} and {@code backline_trace_locks} are in the database: compare schemas
 * before it is opened or after it is closed. One trace of a database at a time.
 *
 * <p>Of a statement's text the first MiB is kept. Texts may hold secrets, such as ALTER ROLE's
 * password. The time that is recorded ends when the server's answer comes; in the extended protocol
 * that is before the commit. For its client a statement takes longer by one look at the locks: 1 to
 * 3 ms on a busy machine of two cores; a result of 300,000 rows took 1.3 times as long (measured
 * with pgjdbc and PostgreSQL 15, all on one machine).
 */
public final class ProxyTrace implements StatementTrace {

  private final DatabaseAccess admin;
  private final Catalogue catalogue;
  private final Rewrites rewrites;
  private final ServerSocket door;
  private final Recording recording = new Recording();
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<TracedConnection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private ProxyTrace(
      DatabaseAccess admin, Catalogue catalogue, Rewrites rewrites, ServerSocket door) {
    this.admin = admin;
    this.catalogue = catalogue;
    this.rewrites = rewrites;
    this.door = door;
  }

  /**
   * Begins to watch.
   *
   * @param admin reaches the database directly; a superuser, for all to be seen
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} when it can't
   */
  public static ProxyTrace open(DatabaseAccess admin) {
    ServerSocket door = listen();
    try {
      Rewrites rewrites = new Rewrites(EventTriggers.install(admin));
      ProxyTrace trace = new ProxyTrace(admin, Catalogue.open(admin), rewrites, door);
      Thread.ofVirtual().name("trace-door").start(trace::accept);
      return trace;
    } catch (SQLException e) {
      close(door);
      throw failed("beginning to watch the statements on database " + admin.name(), e);
    }
  }

  /**
   * @throws IllegalArgumentException for another database than the one that is watched
   */
  @Override
  public DatabaseAccess through(DatabaseAccess access) {
    if (!access.name().equals(admin.name())) {
      throw new IllegalArgumentException(admin.name() + " is watched, not " + access.name());
    }
    return access.at(
        new ServerAddress(door.getInetAddress().getHostAddress(), door.getLocalPort()));
  }

  /**
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if not everything could
   *     be seen, such as when the server was gone
   */
  @Override
  public List<TracedStatement> statements() {
    catalogue.requireComplete();
    return recording.statements();
  }

  /**
   * Ends the connections, and takes out of the database what it was watched with.
   *
   * @throws dev.backline.failure.BacklineException with {@code UNAVAILABLE} if that is still there
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    close(door);
    List<Integer> backends =
        open.stream().flatMapToInt(connection -> connection.backend().stream()).boxed().toList();
    open.forEach(TracedConnection::close);
    catalogue.close();
    try {
      EventTriggers.remove(admin, backends);
    } catch (SQLException e) {
      throw failed("taking schema backline_trace out of database " + admin.name(), e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket client = door.accept();
        Thread.ofVirtual().name("trace-server").start(() -> serve(client));
      } catch (IOException closedByUs) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    TracedConnection connection =
        new TracedConnection(
            client, new ServerAddress(admin.host(), admin.port()), this::watchNext);
    open.add(connection);
    try {
      if (closed) {
        connection.close();
      }
      connection.serve();
    } finally {
      open.remove(connection);
    }
  }

  private StatementWatch watchNext() {
    return new StatementWatch(connections.incrementAndGet(), recording, catalogue, rewrites);
  }

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 0, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw Failure.unavailable(
              "listening for those whose statements are watched",
              "no port can be listened on: " + e.getMessage(),
              "see that the loopback interface is up, then try again")
          .toException(e);
    }
  }

  private static void close(ServerSocket door) {
    try {
      door.close();
    } catch (IOException nothingWasWritten) {
      // It is closed in any case.
    }
  }

  private static BacklineException failed(String tried, SQLException e) {
    return Failure.unavailable(
            tried,
            "PostgreSQL said: " + e.getMessage(),
            "see that the server runs and takes connections, then try again")
        .toException(e);
  }
}

package dev.musicgraph.token;

import dev.musicgraph.user.Username;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tokens in the database, by their hashes: who reads the table, or a backup of it, can't write.
 * Whether one has expired is judged by the database's clock, which all instances share.
 */
@Component
public final class Tokens {
  private final JdbcClient database;

  public Tokens(JdbcClient database) {
    this.database = database;
  }

  /** Empty if there is no administrator of that name. */
  public Optional<ApiToken> issue(Username admin, TokenOrder order) {
    ApiToken token = ApiToken.generate();
    int added =
        database
            .sql(
                """
                insert into api_token (user_id, name, hash, expires)
                select id, :name, :hash, :expires from app_user
                where lower(username) = lower(:admin) and admin
                """)
            .param("name", order.name())
            .param("hash", token.hash())
            .param("expires", order.expires().map(Timestamp::from).orElse(null))
            .param("admin", admin.value())
            .update();
    return added == 1 ? Optional.of(token) : Optional.empty();
  }

  /** Whose token it is; empty if it is unknown or expired, or its user is no administrator now. */
  public Optional<Username> adminOf(ApiToken token) {
    Optional<Username> admin =
        database
            .sql(
                """
                select u.username from api_token t join app_user u on u.id = t.user_id
                where t.hash = :hash and u.admin and (t.expires is null or t.expires > now())
                """)
            .param("hash", token.hash())
            .query((row, i) -> new Username(row.getString("username")))
            .optional();
    if (admin.isPresent()) {
      noteUse(token);
    }
    return admin;
  }

  /** The newest first. */
  public List<IssuedToken> all() {
    return database
        .sql(
            """
            select t.id, t.name, u.username, t.created, t.expires, t.last_used
            from api_token t join app_user u on u.id = t.user_id order by t.id desc
            """)
        .query(Tokens::issued)
        .list();
  }

  /** False if there is no such token. */
  public boolean revoke(long id) {
    return database.sql("delete from api_token where id = :id").param("id", id).update() == 1;
  }

  /** Once a minute is enough, and keeps a busy program from writing the row at each request. */
  private void noteUse(ApiToken token) {
    database
        .sql(
            """
            update api_token set last_used = now()
            where hash = :hash and (last_used is null or last_used < now() - interval '1 minute')
            """)
        .param("hash", token.hash())
        .update();
  }

  private static IssuedToken issued(ResultSet row, int number) throws SQLException {
    return new IssuedToken(
        row.getLong("id"),
        row.getString("name"),
        row.getString("username"),
        row.getTimestamp("created").toInstant(),
        instant(row.getTimestamp("expires")),
        instant(row.getTimestamp("last_used")));
  }

  private static Optional<Instant> instant(@Nullable Timestamp time) {
    return Optional.ofNullable(time).map(Timestamp::toInstant);
  }
}

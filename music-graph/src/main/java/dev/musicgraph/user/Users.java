package dev.musicgraph.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users in the database; columns are always named, as in {@code Genres}. */
@Component
public final class Users {
  private final JdbcClient database;

  public Users(JdbcClient database) {
    this.database = database;
  }

  public Optional<AppUser> find(String username) {
    return database
        .sql(
            "select username, email, password_hash, admin, created from app_user"
                + " where lower(username) = lower(:username)")
        .param("username", username)
        .query(Users::user)
        .optional();
  }

  public boolean isAdmin(String username) {
    return find(username).filter(AppUser::admin).isPresent();
  }

  /** Sets the flag; false if there is no such user. */
  public boolean setAdmin(Username username, boolean admin) {
    return database
            .sql("update app_user set admin = :admin where lower(username) = lower(:username)")
            .param("admin", admin)
            .param("username", username.value())
            .update()
        > 0;
  }

  /** The user must be there. */
  public void setPassword(Username username, String hash) {
    database
        .sql("update app_user set password_hash = :hash where lower(username) = lower(:username)")
        .param("hash", hash)
        .param("username", username.value())
        .update();
  }

  public void insert(Username username, String email, String hash, boolean admin) {
    database
        .sql(
            """
            insert into app_user (username, email, password_hash, admin)
            values (:username, :email, :hash, :admin)
            """)
        .param("username", username.value())
        .param("email", email)
        .param("hash", hash)
        .param("admin", admin)
        .update();
  }

  private static AppUser user(ResultSet row, int number) throws SQLException {
    return new AppUser(
        new Username(row.getString("username")),
        row.getString("email"),
        row.getString("password_hash"),
        row.getBoolean("admin"),
        row.getTimestamp("created").toInstant());
  }
}

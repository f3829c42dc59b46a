package dev.musicgraph.user;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The users in the database; columns are always named, as in {@code Genres}. */
@Component
public final class Users {
  private static final String SELECT =
      "select id, username, email, password_hash, admin, created from app_user";

  private final JdbcClient database;

  public Users(JdbcClient database) {
    this.database = database;
  }

  /** By name, alphabetically. */
  public List<AppUser> all() {
    return database.sql(SELECT + " order by lower(username)").query(Users::user).list();
  }

  /** Empty also for a text that can be nobody's name, whatever it holds. */
  public Optional<AppUser> find(String username) {
    if (!Username.isOne(username)) {
      return Optional.empty();
    }
    return database
        .sql(SELECT + " where lower(username) = lower(:username)")
        .param("username", username)
        .query(Users::user)
        .optional();
  }

  public Optional<AppUser> find(UserId id) {
    return database
        .sql(SELECT + " where id = :id")
        .param("id", id.value())
        .query(Users::user)
        .optional();
  }

  public boolean isAdmin(String username) {
    return find(username).filter(AppUser::admin).isPresent();
  }

  public boolean isUsernameTaken(String username) {
    return find(username).isPresent();
  }

  public boolean isEmailTaken(String email) {
    return EmailAddress.isOne(email)
        && database
            .sql("select exists (select from app_user where lower(email) = lower(:email))")
            .param("email", email)
            .query(Boolean.class)
            .single();
  }

  /** The user must be there. Logins with the old password end. */
  public void setPassword(Username username, String hash) {
    database
        .sql("update app_user set password_hash = :hash where lower(username) = lower(:username)")
        .param("hash", hash)
        .param("username", username.value())
        .update();
    database
        .sql("delete from spring_session where lower(principal_name) = lower(:username)")
        .param("username", username.value())
        .update();
  }

  /** Changes nothing and returns false if the user name or the e-mail address is taken. */
  public boolean insert(Username username, String email, String hash, boolean admin) {
    return database
            .sql(
                """
                insert into app_user (username, email, password_hash, admin)
                values (:username, :email, :hash, :admin) on conflict do nothing
                """)
            .param("username", username.value())
            .param("email", email)
            .param("hash", hash)
            .param("admin", admin)
            .update()
        > 0;
  }

  private static AppUser user(ResultSet row, int number) throws SQLException {
    return new AppUser(
        new UserId(row.getLong("id")),
        new Username(row.getString("username")),
        row.getString("email"),
        row.getString("password_hash"),
        row.getBoolean("admin"),
        row.getTimestamp("created").toInstant());
  }
}

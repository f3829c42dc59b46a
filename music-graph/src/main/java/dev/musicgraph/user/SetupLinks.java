package dev.musicgraph.user;

import dev.musicgraph.catalogue.Checked;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How the first administrator gets in where nobody has run {@code make-admin}: by a link that only
 * whoever starts the app sees. It works once, on every instance, while there is no administrator.
 * Each instance offers one of its own, for it can't know another's: only hashes are kept.
 */
@Component
public final class SetupLinks {
  public static final Duration LIFETIME = Duration.ofHours(1);

  private static final int TOKEN_BYTES = 32;

  private final TransactionTemplate transactions;
  private final JdbcClient database;
  private final Registration registration;
  private final SecureRandom random = new SecureRandom();

  public SetupLinks(
      PlatformTransactionManager transactions, JdbcClient database, Registration registration) {
    this.transactions = new TransactionTemplate(transactions);
    this.database = database;
    this.registration = registration;
  }

  /** The address of a new link, without the host; empty if there is an administrator. */
  public Optional<String> offer() {
    database.sql("delete from setup_link where expires <= now()").update();
    if (thereIsAnAdmin()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    database
        .sql(
            """
            insert into setup_link (token_hash, expires)
            values (:hash, now() + make_interval(secs => :lifetime))
            """)
        .param("hash", hash(token))
        .param("lifetime", LIFETIME.toSeconds())
        .update();
    return Optional.of("/setup?token=" + token);
  }

  public boolean isValid(String token) {
    return !thereIsAnAdmin()
        && database
            .sql(
                """
                select exists (
                  select from setup_link where token_hash = :hash and expires > now())
                """)
            .param("hash", hash(token))
            .query(Boolean.class)
            .single();
  }

  /** Makes the first administrator; empty if the link is not valid, perhaps since a moment ago. */
  public Optional<Checked<Username>> use(String token, AccountForm form) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          // Two links at the same moment must not make two first administrators.
          database.sql("lock table setup_link in exclusive mode").update();
          if (!isValid(token)) {
            return Optional.<Checked<Username>>empty();
          }
          Checked<Username> checked = registration.register(form, true);
          if (checked instanceof Checked.Valid<Username>) {
            database.sql("delete from setup_link").update();
          }
          return Optional.of(checked);
        }));
  }

  private boolean thereIsAnAdmin() {
    return database
        .sql("select exists (select from app_user where admin)")
        .query(Boolean.class)
        .single();
  }

  /** Plain SHA-256: a token of 256 random bits can't be guessed from its hash. */
  private static String hash(String token) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

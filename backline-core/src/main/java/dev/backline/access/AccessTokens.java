package dev.backline.access;

import dev.backline.failure.Failure;
import dev.backline.secret.Secret;
import dev.backline.state.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * API tokens. Only their SHA-256 is kept: a token is 256 random bits, which no list of guesses
 * holds, so a slow hash would add nothing.
 */
public final class AccessTokens {

  private static final String PREFIX = "bl_";
  private static final int BYTES = 32;

  private final Sql sql;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public AccessTokens(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Makes a token; it can't be read again.
   *
   * @throws dev.backline.failure.BacklineException with {@code USAGE} if the name is taken
   */
  public Secret create(TokenName name) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    int made =
        sql.inTransaction(tx ->
            tx.update(
                "insert into access_token (name, hash, created_at) values (?, ?, ?) on conflict do"
                    + " nothing",
                name.value(),
                hash(token),
                clock.instant().toEpochMilli()));
    if (made == 0) {
      throw Failure.usage(
              "making a token named " + name,
              "there is one of that name",
              "choose another name, or revoke it first: backline token revoke " + name)
          .toException();
    }
    return Secret.of(token);
  }

  /** Whose token this is. Compares hashes, so that its time tells nothing of the token. */
  public Optional<TokenName> owner(String token) {
    return sql.inTransaction(tx ->
        tx.one(
            "select name from access_token where hash = ?",
            row -> new TokenName(row.getString(1)),
            hash(token)));
  }

  public List<TokenName> names() {
    return sql.inTransaction(tx ->
        tx.list(
            "select name from access_token order by name", row -> new TokenName(row.getString(1))));
  }

  /** Whether there was one. */
  public boolean revoke(TokenName name) {
    return sql.inTransaction(
            tx -> tx.update("delete from access_token where name = ?", name.value()))
        > 0;
  }

  private static String hash(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}

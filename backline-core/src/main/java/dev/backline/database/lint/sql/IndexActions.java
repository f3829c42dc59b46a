package dev.backline.database.lint.sql;

import dev.backline.database.lint.sql.Action.CreateIndex;
import dev.backline.database.lint.sql.Action.DropIndex;
import dev.backline.database.lint.sql.Action.Reindex;
import java.util.Optional;

/** Reads what is done to indexes (PostgreSQL manual, CREATE INDEX, DROP INDEX, REINDEX). */
final class IndexActions {

  private IndexActions() {}

  /**
   * @param words behind {@code CREATE}
   */
  static Optional<CreateIndex> create(Words words) {
    boolean unique = words.skip("UNIQUE");
    if (!words.skip("INDEX")) {
      return Optional.empty();
    }
    boolean concurrently = words.skip("CONCURRENTLY");
    boolean ifNotExists = words.skip("IF", "NOT", "EXISTS");
    Optional<SqlName> name = words.at("ON") ? Optional.empty() : words.name();
    if (!words.skip("ON")) {
      return Optional.empty();
    }
    boolean only = words.skip("ONLY");
    return words
        .name()
        .map(table ->
            new CreateIndex(name, table, concurrently, ifNotExists, only, unique, words.line()));
  }

  /**
   * @param words behind {@code INDEX}
   */
  static DropIndex drop(Words words) {
    boolean concurrently = words.skip("CONCURRENTLY");
    words.skip("IF", "EXISTS");
    return new DropIndex(words.names(), concurrently);
  }

  /**
   * @param words behind {@code REINDEX}
   */
  static Reindex reindex(Words words) {
    boolean concurrently =
        words.parentheses().map(options -> options.have("CONCURRENTLY")).orElse(false);
    String what = words.next().map(Token::text).orElse("");
    return new Reindex(what, words.skip("CONCURRENTLY") || concurrently, words.name());
  }
}

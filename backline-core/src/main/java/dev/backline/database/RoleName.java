package dev.backline.database;

/**
 * A PostgreSQL role's name: any text of 1 to 63 bytes of UTF-8 without NUL, case kept.
 *
 * @param value the name, unquoted
 */
public record RoleName(String value) {

  public RoleName {
    SqlText.requireName(value);
  }

  /** As written inside SQL. */
  public String quoted() {
    return SqlText.name(value);
  }

  @Override
  public String toString() {
    return value;
  }
}

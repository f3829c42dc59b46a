package dev.backline.database.catalogue;

/**
 * A constraint {@code CHECK (column IS NOT NULL)}.
 *
 * @param constraint its name, unquoted
 * @param column unquoted
 * @param valid whether all rows are known to keep to it
 */
public record NotNullCheck(TableName table, String constraint, String column, boolean valid) {

  /** Once all rows have been looked at. */
  public NotNullCheck validated() {
    return new NotNullCheck(table, constraint, column, true);
  }
}

package dev.backline.database.catalogue;

/**
 * A table's name with its schema's, both unquoted and as long as PostgreSQL allows.
 *
 * @param schema such as {@code public}
 */
public record TableName(String schema, String table) {

  public TableName {
    if (schema.isEmpty() || table.isEmpty()) {
      throw new IllegalArgumentException("a table has a schema and a name");
    }
  }

  public static TableName ofPublic(String table) {
    return new TableName("public", table);
  }

  @Override
  public String toString() {
    return schema + "." + table;
  }
}

package dev.backline.database.catalogue;

import java.util.Set;

/**
 * What of a schema is fingerprinted.
 *
 * @param excluded tables left out with their indexes, constraints, triggers and sequences, such as
 *     a migration tool's own; the fingerprint names them
 * @param privileges whether owners and privileges count
 */
public record SchemaScope(Set<TableName> excluded, boolean privileges) {

  public SchemaScope {
    excluded = Set.copyOf(excluded);
  }

  /** Everything but owners and privileges. */
  public static SchemaScope whole() {
    return new SchemaScope(Set.of(), false);
  }

  public SchemaScope without(Set<TableName> tables) {
    return new SchemaScope(tables, privileges);
  }

  public SchemaScope withPrivileges() {
    return new SchemaScope(excluded, true);
  }
}

package dev.backline.database.lint;

import dev.backline.database.catalogue.TableName;
import dev.backline.database.catalogue.TableSize;

/** A table that production has. */
record KnownTable(TableName name, TableSize size) {

  @Override
  public String toString() {
    return name + " (" + size + ")";
  }
}

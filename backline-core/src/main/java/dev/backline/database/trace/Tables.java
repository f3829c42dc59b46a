package dev.backline.database.trace;

import dev.backline.database.catalogue.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The committed tables of a database at some time, by object id: ordinary and partitioned ones,
 * without temporary ones and the system's.
 */
record Tables(Map<Long, Table> byOid) {

  /**
   * @param fileNode changes when the rows get new files; 0 for partitioned tables
   */
  record Table(TableName name, long fileNode) {}

  Tables {
    byOid = Map.copyOf(byOid);
  }

  boolean has(long oid) {
    return byOid.containsKey(oid);
  }

  Optional<TableName> name(long oid) {
    return Optional.ofNullable(byOid.get(oid)).map(Table::name);
  }

  /** Tables of both whose rows lie in other files there. */
  Set<Long> movedIn(Tables later) {
    Set<Long> moved = new TreeSet<>();
    byOid.forEach((oid, table) -> {
      Table then = later.byOid.get(oid);
      if (then != null && then.fileNode() != table.fileNode()) {
        moved.add(oid);
      }
    });
    return moved;
  }
}

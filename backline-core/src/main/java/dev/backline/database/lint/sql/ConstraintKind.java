package dev.backline.database.lint.sql;

/** What a constraint demands, by the key words that say so. */
public enum ConstraintKind {
  CHECK("CHECK"),
  FOREIGN_KEY("FOREIGN KEY"),
  UNIQUE("UNIQUE"),
  PRIMARY_KEY("PRIMARY KEY"),
  EXCLUDE("EXCLUDE"),
  NOT_NULL("NOT NULL");

  private final String keywords;

  ConstraintKind(String keywords) {
    this.keywords = keywords;
  }

  /** Whether it is kept by an index, which has to be built first. */
  public boolean needsIndex() {
    return this == UNIQUE || this == PRIMARY_KEY || this == EXCLUDE;
  }

  String[] keywords() {
    return keywords.split(" ", -1);
  }

  @Override
  public String toString() {
    return keywords;
  }
}

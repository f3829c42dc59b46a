package dev.musicgraph.testing;

/** What a release of tomorrow does to the schema, while the one of today still serves. */
public final class NewerRelease {
  private NewerRelease() {}

  public static void migrate(String url) {
    TestDatabases.execute(url, "alter table genre add column origin text");
    TestDatabases.execute(url, "alter table band add column formed int");
    TestDatabases.execute(url, "alter table app_user add column locale text default 'en'");
    TestDatabases.execute(
        url,
        "insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted,"
            + " exectype) values ('9999-newer', 'musicgraph', 'db/migrations/9999-newer.sql',"
            + " now(), 9999, 'EXECUTED')");
  }
}

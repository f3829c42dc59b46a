-- The latest check report of each commit. Times are milliseconds since 1970-01-01 UTC.
CREATE TABLE check_report (
  app        TEXT    NOT NULL,
  commit_id  TEXT    NOT NULL,
  started_at BIGINT  NOT NULL,
  passed     INTEGER NOT NULL CHECK (passed IN (0, 1)),
  report     TEXT    NOT NULL,
  PRIMARY KEY (app, commit_id)
);

-- What was built of what. Times are milliseconds since 1970-01-01 UTC, sizes bytes.
CREATE TABLE artifact (
  app               TEXT   NOT NULL,
  input_hash        TEXT   NOT NULL,
  digest            TEXT   NOT NULL,
  commit_id         TEXT   NOT NULL,
  built_at          BIGINT NOT NULL,
  size              BIGINT NOT NULL,
  checked_commit_id TEXT,
  PRIMARY KEY (app, input_hash, digest)
);

CREATE INDEX artifact_by_digest ON artifact (digest);

-- A version never names another artifact; other tags move.
CREATE TABLE artifact_tag (
  app        TEXT    NOT NULL,
  tag        TEXT    NOT NULL,
  digest     TEXT    NOT NULL,
  is_version INTEGER NOT NULL CHECK (is_version IN (0, 1)),
  set_at     BIGINT  NOT NULL,
  PRIMARY KEY (app, tag)
);

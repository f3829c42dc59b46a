package dev.backline.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.runtime.ReleaseRef;
import dev.backline.runtime.Slot;
import dev.backline.source.CommitId;
import dev.backline.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One environment's rows of the table {@code release}, within a transaction. */
record ReleaseRows(Sql.Transaction tx, AppName app, EnvironmentName environment) {

  private static final JsonMapper JSON = new JsonMapper();

  Optional<Release> live() throws SQLException {
    return one("state = 'LIVE'");
  }

  Optional<Release> supersededBefore(long number) throws SQLException {
    return one("state = 'SUPERSEDED' and number < ?", number);
  }

  Optional<Release> byNumber(long number) throws SQLException {
    return one("number = ?", number);
  }

  Optional<Release> byRun(RunId run) throws SQLException {
    return one("run = ?", run.value());
  }

  Optional<Release> byVersion(Version version) throws SQLException {
    Optional<Release> served = one("version = ? and state <> 'FAILED'", version.toString());
    return served.isPresent() ? served : one("version = ?", version.toString());
  }

  Optional<Release> byLabel(String label) throws SQLException {
    Optional<Release> served = one("label = ? and state <> 'FAILED'", label);
    return served.isPresent() ? served : one("label = ?", label);
  }

  List<Release> newest(int most) throws SQLException {
    return list("number > 0", "limit " + most);
  }

  List<Version> takenVersions() throws SQLException {
    return list("version is not null and state <> 'FAILED'", "").stream()
        .flatMap(release -> release.version().stream())
        .toList();
  }

  Release insert(Candidate candidate, ReleaseState state, Instant at) throws SQLException {
    long number =
        tx.one(
                "select coalesce(max(number), 0) + 1 from release where app = ? and environment ="
                    + " ?",
                row -> row.getLong(1),
                app.value(),
                environment.value())
            .orElseThrow();
    tx.update(
        "insert into release (app, environment, number, run, version, label, artifact, commit_id,"
            + " configuration, migrations, schema_fingerprint, deployed_at, state)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        app.value(),
        environment.value(),
        number,
        candidate.run().value(),
        candidate.version().map(Version::toString).orElse(null),
        candidate.ref().label(),
        candidate.ref().digest(),
        candidate.commit().value(),
        candidate.ref().configuration(),
        JSON.valueToTree(candidate.migrations()).toString(),
        candidate.schemaFingerprint().orElse(null),
        at.toEpochMilli(),
        state.name());
    return byNumber(number).orElseThrow();
  }

  Release change(Release release, ReleaseState state) throws SQLException {
    update("state = ?", release.number(), state.name());
    return byNumber(release.number()).orElseThrow();
  }

  /** Makes it the live one; no other may be at this moment. */
  Release place(Release release, Slot slot, Instant at) throws SQLException {
    update(
        "state = 'LIVE', slot = ?, deployed_at = ?",
        release.number(),
        slot.label(),
        at.toEpochMilli());
    return byNumber(release.number()).orElseThrow();
  }

  private void update(String set, long number, @Nullable Object... values) throws SQLException {
    tx.update(
        "update release set " + set + " where app = ? and environment = ? and number = ?",
        with(values, app.value(), environment.value(), number));
  }

  private Optional<Release> one(String condition, @Nullable Object... values) throws SQLException {
    return list(condition, "limit 1", values).stream().findFirst();
  }

  private List<Release> list(String condition, String limit, @Nullable Object... values)
      throws SQLException {
    return tx.list(
        "select * from release where "
            + condition
            + " and app = ? and environment = ? order by number desc "
            + limit,
        this::release,
        with(values, app.value(), environment.value()));
  }

  private static @Nullable Object[] with(@Nullable Object[] values, Object... more) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(values));
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  private Release release(ResultSet row) throws SQLException {
    Candidate candidate =
        new Candidate(
            app,
            environment,
            Optional.ofNullable(row.getString("version")).map(Version::parse),
            new ReleaseRef(
                row.getString("artifact"), row.getString("label"), row.getString("configuration")),
            new CommitId(row.getString("commit_id")),
            migrations(row.getString("migrations")),
            Optional.ofNullable(row.getString("schema_fingerprint")),
            new RunId(row.getLong("run")));
    return new Release(
        row.getLong("number"),
        candidate,
        ReleaseState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("slot")).map(Slot::labelled),
        Instant.ofEpochMilli(row.getLong("deployed_at")));
  }

  private static List<String> migrations(String json) throws SQLException {
    try {
      return JSON.readTree(json).valueStream().map(JsonNode::textValue).toList();
    } catch (JsonProcessingException e) {
      throw new SQLException("a release's migrations can't be read: " + json, e);
    }
  }
}

package dev.backline.lease.jdbc;

import dev.backline.lease.FencingToken;
import dev.backline.lease.Lease;
import dev.backline.lease.LeaseHolder;
import dev.backline.lease.LeaseLostException;
import dev.backline.lease.LeaseScope;
import dev.backline.lease.Leases;
import dev.backline.lease.Owner;
import dev.backline.state.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Leases in the state file's table {@code lease}. */
public final class JdbcLeases implements Leases {

  private final Sql sql;
  private final InstantSource clock;

  public JdbcLeases(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public Optional<Lease> tryAcquire(LeaseScope scope, Owner owner) {
    return sql.inTransaction(tx -> {
      tx.update(
          "insert into lease (app, environment, token) values (?, ?, 0) on conflict do nothing",
          scope.app(),
          scope.environment());
      Optional<LeaseHolder> holder = holder(tx, scope);
      if (holder.isPresent() && !holder.get().presumedDead()) {
        return Optional.empty();
      }
      tx.update(
          "update lease set token = token + 1, owner = ?, heartbeat_at = ? where app = ? and"
              + " environment = ?",
          owner.toString(),
          clock.instant().toEpochMilli(),
          scope.app(),
          scope.environment());
      long token =
          tx.one(
                  "select token from lease where app = ? and environment = ?",
                  row -> row.getLong(1),
                  scope.app(),
                  scope.environment())
              .orElseThrow();
      return Optional.of(new Lease(scope, owner, new FencingToken(token)));
    });
  }

  @Override
  public void renew(Lease lease) {
    int renewed =
        sql.inTransaction(tx ->
            tx.update(
                "update lease set heartbeat_at = ?"
                    + " where app = ? and environment = ? and token = ? and owner is not null",
                clock.instant().toEpochMilli(),
                lease.scope().app(),
                lease.scope().environment(),
                lease.token().value()));
    if (renewed == 0) {
      throw new LeaseLostException(lease.scope(), lease.token());
    }
  }

  @Override
  public void release(Lease lease) {
    sql.inTransaction(tx ->
        tx.update(
            "update lease set owner = null, heartbeat_at = null where app = ? and environment = ?"
                + " and token = ?",
            lease.scope().app(),
            lease.scope().environment(),
            lease.token().value()));
  }

  @Override
  public Optional<LeaseHolder> holder(LeaseScope scope) {
    return sql.looking(tx -> holder(tx, scope));
  }

  @Override
  public List<LeaseHolder> holders() {
    return sql.looking(tx ->
        tx.list(
            "select app, environment, token, owner, heartbeat_at from lease where owner is not"
                + " null",
            this::holderOf));
  }

  private Optional<LeaseHolder> holder(Sql.Transaction tx, LeaseScope scope) throws SQLException {
    return tx.one(
        "select app, environment, token, owner, heartbeat_at from lease"
            + " where app = ? and environment = ? and owner is not null",
        this::holderOf,
        scope.app(),
        scope.environment());
  }

  private LeaseHolder holderOf(ResultSet row) throws SQLException {
    Owner owner = Owner.parse(row.getString("owner"));
    Instant heartbeat = Instant.ofEpochMilli(row.getLong("heartbeat_at"));
    boolean silent = heartbeat.plus(TIME_TO_LIVE).isBefore(clock.instant());
    return new LeaseHolder(
        new LeaseScope(row.getString("app"), row.getString("environment")),
        owner,
        new FencingToken(row.getLong("token")),
        heartbeat,
        silent || owner.isGone());
  }
}

package dev.backline.lease;

import java.time.Instant;

/**
 * Who holds a lease, as seen by others.
 *
 * @param heartbeatAt when the holder last said that it lives
 * @param presumedDead whether its process is gone or its heartbeat is too old, so that anybody may
 *     take over
 */
public record LeaseHolder(
    LeaseScope scope, Owner owner, FencingToken token, Instant heartbeatAt, boolean presumedDead) {}

package dev.backline.lease;

/** A lease as its holder knows it. Whether it still holds is told by {@link Leases} alone. */
public record Lease(LeaseScope scope, Owner owner, FencingToken token) {}

package dev.musicgraph.token;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a token that was given out: all but the token.
 *
 * @param username whose right to write it lends
 * @param lastUsed to the minute
 */
public record IssuedToken(
    long id,
    String name,
    String username,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> lastUsed) {}

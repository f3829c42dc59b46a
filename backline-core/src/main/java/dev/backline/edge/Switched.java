package dev.backline.edge;

import java.util.Optional;

/**
 * A switch that was made and seen to work.
 *
 * @param previous what served before; empty if nothing did
 * @param inFlight requests and WebSockets still going on with something else than the new target
 * @param changed false if the route was as asked for before
 */
public record Switched(Route now, Optional<Route> previous, long inFlight, boolean changed) {}

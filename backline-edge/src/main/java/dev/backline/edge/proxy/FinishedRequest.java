package dev.backline.edge.proxy;

import java.util.Optional;

/**
 * What is known of a request that has ended.
 *
 * @param startedAtMillis epoch milliseconds
 * @param remote address of the client, as far as it is believed
 * @param path without the query
 * @param bytesOut of the response's body
 * @param millis from the request's header to the end of the answer
 * @param appMillis from the request's header to the header of the app's answer
 * @param maintenance whether the answer was the maintenance page
 */
record FinishedRequest(
    long startedAtMillis,
    String requestId,
    String remote,
    String method,
    String path,
    long bytesOut,
    long bytesIn,
    double millis,
    Optional<Slot> slot,
    Optional<String> release,
    Optional<Double> appMillis,
    Outcome outcome,
    boolean maintenance) {}

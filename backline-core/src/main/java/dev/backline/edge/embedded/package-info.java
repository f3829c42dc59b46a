/** Backline's own edge, a process of its own; its protocol is in docs/edge-protocol.md. */
@NullMarked
package dev.backline.edge.embedded;

import org.jspecify.annotations.NullMarked;

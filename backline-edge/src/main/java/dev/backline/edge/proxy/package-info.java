/**
 * The edge process: one reverse proxy per environment in front of its two slots. It depends on no
 * other module and lives on without a controller. Its files and its admin protocol are described in
 * docs/edge-protocol.md.
 */
@NullMarked
package dev.backline.edge.proxy;

import org.jspecify.annotations.NullMarked;

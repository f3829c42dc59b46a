package dev.backline.runtime.compose;

import java.util.Optional;

/** How the containers of a project are connected. */
public sealed interface ProjectNetwork {

  /** The name by which a container of another project is reached that belongs to the network. */
  String NEIGHBOUR = "database";

  /** A network of their own, from which they reach what their host does. Commands are in it too. */
  record Open() implements ProjectNetwork {}

  /**
   * For what is only tried. Commands have their host's own network: what they need is reached
   * through its loopback address.
   *
   * @param neighbour a container that they reach as {@value #NEIGHBOUR}, and nothing else; if empty
   *     they reach what their host does
   */
  record Apart(Optional<String> neighbour) implements ProjectNetwork {}
}

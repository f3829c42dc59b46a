package dev.backline.edge;

import dev.backline.runtime.Slot;

/** Where all new requests go. {@code release} is a release's label. */
public record Route(Slot slot, Target target, String release) {}

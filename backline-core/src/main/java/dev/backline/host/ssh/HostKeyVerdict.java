package dev.backline.host.ssh;

import java.util.List;

/** What is to be thought of the key that a server shows. */
enum HostKeyVerdict {
  /** It is one of those that are pinned. */
  KNOWN,
  /** Nothing is pinned for this server yet. */
  UNKNOWN,
  /** Others are pinned: this may be somebody else. */
  CHANGED;

  static HostKeyVerdict of(HostKey shown, List<HostKey> pinned) {
    if (pinned.isEmpty()) {
      return UNKNOWN;
    }
    return pinned.contains(shown) ? KNOWN : CHANGED;
  }
}

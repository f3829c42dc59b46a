package dev.musicgraph.web;

import dev.musicgraph.setting.Release;
import dev.musicgraph.setting.Settings;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/version}: what is running. */
@RestController
final class VersionApi {
  private final Settings settings;

  VersionApi(Settings settings) {
    this.settings = settings;
  }

  @GetMapping("/api/version")
  Release version() {
    return settings.release();
  }
}

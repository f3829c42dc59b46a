package dev.musicgraph.band;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/bands}. */
@RestController
final class BandApi {
  /** All bands, by name. */
  record Answer(List<Band> bands) {}

  private final Bands bands;

  BandApi(Bands bands) {
    this.bands = bands;
  }

  @GetMapping("/api/bands")
  Answer bands() {
    return new Answer(bands.all());
  }
}

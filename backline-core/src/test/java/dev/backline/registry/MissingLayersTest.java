package dev.backline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backline.artifact.image.Descriptor;
import dev.backline.artifact.image.MediaTypes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingLayersTest {

  private static final List<Descriptor> LAYERS = List.of(layer(100), layer(20), layer(3));
  private static final List<String> CONTENTS = List.of("a", "b", "c");

  @Test
  void anEngineWithoutImagesLacksAll() {
    assertThat(missing(List.of())).isEqualTo(123);
  }

  @Test
  void whatAnyImageSharesFromTheBaseUpIsThere() {
    assertThat(missing(List.of(List.of("a", "x"), List.of("a", "b", "x")))).isEqualTo(3);
  }

  @Test
  void anEqualLayerOnAnotherBaseDoesNotCount() {
    assertThat(missing(List.of(List.of("x", "b", "c")))).isEqualTo(123);
  }

  @Test
  void readsWhatTheEnginePrints() {
    assertThat(MissingLayers.printed("[\"a\",\"b\"]")).containsExactly("a", "b");
    assertThat(MissingLayers.printed("null")).isEmpty();
    assertThat(MissingLayers.printed("Error: [")).isEmpty();
  }

  private static long missing(List<List<String>> there) {
    return MissingLayers.bytes(LAYERS, CONTENTS, there);
  }

  private static Descriptor layer(long size) {
    return new Descriptor(MediaTypes.GZIP_LAYER, "0".repeat(64), size);
  }
}

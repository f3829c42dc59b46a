package dev.backline.database.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.backline.config.DatabasePlace;
import dev.backline.config.ImageName;
import dev.backline.database.ServerAddress;
import dev.backline.failure.BacklineException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AppAddressTest {

  private static final ServerAddress IN_NETWORK = new ServerAddress("database", 5432);

  @Test
  void onOneHostItIsTheContainersName() {
    assertThat(AppAddress.of(place(Optional.of("10.0.0.2")), IN_NETWORK, "db.example.com", 1))
        .isEqualTo(IN_NETWORK);
  }

  @Test
  void onSeveralItIsWhereTheContainerIsPublished() {
    assertThat(AppAddress.of(place(Optional.of("10.0.0.2")), IN_NETWORK, "db.example.com", 2))
        .isEqualTo(new ServerAddress("10.0.0.2", 15432));
    assertThat(AppAddress.of(place(Optional.of("0.0.0.0")), IN_NETWORK, "db.example.com", 2))
        .isEqualTo(new ServerAddress("db.example.com", 15432));
  }

  @Test
  void aLoopbackAddressDoesNotDoForSeveral() {
    assertThatThrownBy(() -> AppAddress.of(place(Optional.empty()), IN_NETWORK, "h", 2))
        .isInstanceOf(BacklineException.class)
        .hasMessageContaining("2 hosts");
  }

  @Test
  void readsWhatDfPrints() {
    assertThat(
            FreeBlocks.bytes(
                List.of(
                    "Filesystem 1024-blocks Used Available Capacity Mounted on",
                    "/dev/sd a1 263174212 25165824 100 24% /var/lib/a b")))
        .isEqualTo(OptionalLong.of(102_400));
    assertThat(FreeBlocks.bytes(List.of("df: no such file"))).isEmpty();
  }

  private static DatabasePlace.Container place(Optional<String> listen) {
    return new DatabasePlace.Container(
        new ImageName("postgres:16"), Optional.empty(), listen, 15432, Optional.empty());
  }
}

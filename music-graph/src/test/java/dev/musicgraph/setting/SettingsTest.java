package dev.musicgraph.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void needOnlyADatabase() {
    Settings settings = Settings.from(Map.of("DATABASE_URL", "postgresql://mg@db/music"));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "127.0.0.1",
                8080,
                new DatabaseUrl("db", 5432, "music", "mg", Optional.empty(), Map.of()),
                Duration.ofSeconds(30),
                true,
                0,
                false,
                20_000,
                new Release("dev", "dev")));
  }

  @Test
  void tellAllThatIsWrongAtOnce() {
    assertThatThrownBy(() ->
            Settings.from(
                Map.of(
                    "PORT", "http",
                    "DATABASE_WAIT_SECONDS", "-1",
                    "MIGRATE_ON_START", "yes",
                    "TRUSTED_PROXIES", "all",
                    "REGISTRATION_OPEN", "1")))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("DATABASE_URL is not set")
        .hasMessageContaining("PORT must be")
        .hasMessageContaining("DATABASE_WAIT_SECONDS must be")
        .hasMessageContaining("MIGRATE_ON_START must be")
        .hasMessageContaining("TRUSTED_PROXIES must be")
        .hasMessageContaining("REGISTRATION_OPEN must be");
  }

  @Test
  void takeThePasswordFromItsOwnVariableFirst() {
    assertThat(DatabaseUrl.parse("postgresql://mg:p%40ss@db/music", Optional.empty()).password())
        .contains("p@ss");
    assertThat(DatabaseUrl.parse("postgresql://mg:old@db/music", Optional.of("new")).password())
        .contains("new");
  }

  @Test
  void passOptionsOn() {
    assertThat(
            DatabaseUrl.parse(
                    "postgres://mg@db:6543/music?sslmode=require&options=-c%20x=1",
                    Optional.empty())
                .options())
        .containsEntry("sslmode", "require")
        .containsEntry("options", "-c x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://mg:secret@db/music",
        "postgresql://:secret@db/music",
        "postgresql://mg:secret@db",
        "postgresql://mg:secret@db/",
        "postgresql://mg:secret@db/a/b",
        "postgresql://mg:secret@/music",
        "postgresql://mg:sec ret@db/music",
        "postgresql://mg:secret@db/music?flag",
      })
  void refuseAWrongUrlWithoutRepeatingItsPassword(String url) {
    assertThatThrownBy(() -> Settings.from(Map.of("DATABASE_URL", url)))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("sec");
  }

  @Test
  void neverShowThePassword() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://mg:secret@db/music", Optional.empty());

    assertThat(url.toString()).isEqualTo("postgresql://mg@db:5432/music");
  }
}

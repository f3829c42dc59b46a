package dev.backline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingOnServerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "could not open extension control file \"/usr/share/postgresql/14/extension/x.control\"",
        "extension \"postgis\" is not available",
        "could not access file \"$libdir/postgis-3\": No such file or directory",
        "permission denied to create extension \"dblink\"",
        "role \"readers\" does not exist"
      })
  void whatTheServerLacksSaysNothingOfTheBackup(String said) {
    assertThat(
            MissingOnServer.isToldBy("pg_restore: error: could not execute query: ERROR:  " + said))
        .isTrue();
  }

  @Test
  void aBrokenDumpIsNotExcused() {
    assertThat(MissingOnServer.isToldBy("pg_restore: error: could not read from input file"))
        .isFalse();
    assertThat(MissingOnServer.isToldBy("ERROR:  relation \"public.band\" does not exist"))
        .isFalse();
  }
}

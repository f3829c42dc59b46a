package dev.backline.edge.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminTest {

  @TempDir Path directory;
  private Backend blue;
  private EdgeProcess edge;

  @BeforeEach
  void start() throws Exception {
    blue = Backend.start("blue");
    edge = EdgeProcess.start(directory, EdgeProcess.configServing("blue", blue.port(), "v1"));
  }

  @AfterEach
  void stop() throws Exception {
    edge.close();
    blue.close();
  }

  @Test
  void refusesALowerFenceAndChangesNothing() throws Exception {
    edge.switchTo("blue", blue.port(), "v1", 5);
    String before = Files.readString(directory.resolve("edge.json"));
    HttpResponse<String> refused = edge.trySwitch("green", 1, "v2", 4);
    assertThat(refused.statusCode()).isEqualTo(409);
    JsonNode error = EdgeProcess.JSON.readTree(refused.body());
    assertThat(error.get("error").asText()).isEqualTo("fence");
    assertThat(error.get("highest").asLong()).isEqualTo(5);
    assertThat(edge.admin("POST", "/maintenance", "{\"on\":true,\"fence\":4}").statusCode())
        .isEqualTo(409);
    assertThat(Files.readString(directory.resolve("edge.json"))).isEqualTo(before);
    assertThat(edge.get("/hello").body()).isEqualTo("blue");
  }

  @Test
  void answersOnlyThoseWhoHaveTheToken() throws Exception {
    for (String path : new String[] {"/state", "/switch", "/nothing"}) {
      assertThat(edge.admin("GET", path, "", "0123456789abcdef0123456789abcdeX").statusCode())
          .isEqualTo(401);
    }
    assertThat(edge.admin("GET", "/state", "", "").statusCode()).isEqualTo(401);
  }

  @Test
  void tellsUnknownPathsFromWrongMethods() throws Exception {
    assertThat(edge.admin("GET", "/nothing", "").statusCode()).isEqualTo(404);
    assertThat(edge.admin("GET", "/switch", "").statusCode()).isEqualTo(405);
    assertThat(edge.admin("GET", "/drain?slot=red", "").statusCode()).isEqualTo(400);
    assertThat(edge.admin("GET", "/stats?since=yesterday", "").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"slot\":\"red\",\"target\":{\"port\":1},\"release\":\"v\",\"fence\":1}",
        "{\"slot\":\"blue\",\"target\":{\"port\":0},\"release\":\"v\",\"fence\":1}",
        "{\"slot\":\"blue\",\"target\":{\"port\":\"1\"},\"release\":\"v\",\"fence\":1}",
        "{\"slot\":\"blue\",\"target\":{\"port\":1},\"release\":\"\",\"fence\":1}",
        "{\"slot\":\"blue\",\"target\":{\"port\":1},\"release\":\"v\"}",
        "{\"slot\":\"blue\",\"target\":{\"port\":1},\"release\":\"v\",\"fence\":-1}",
        "{\"slot\":\"blue\",\"target\":{\"port\":1},\"release\":\"v\",\"fence\":1,\"now\":1}"
      })
  void refusesAnOrderThatItCannotRead(String body) throws Exception {
    HttpResponse<String> answer = edge.admin("POST", "/switch", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(EdgeProcess.JSON.readTree(answer.body()).get("error").asText())
        .isEqualTo("bad-request");
    assertThat(edge.get("/hello").body()).isEqualTo("blue");
  }

  @Test
  void showsAMaintenancePageWhileToldTo() throws Exception {
    assertThat(
            edge.admin("POST", "/maintenance", "{\"on\":true,\"retryAfterSeconds\":120}")
                .statusCode())
        .isEqualTo(200);
    HttpResponse<String> page = edge.get("/hello");
    assertThat(page.statusCode()).isEqualTo(503);
    assertThat(page.headers().firstValue("Retry-After")).contains("120");
    assertThat(page.body()).contains("will be back shortly");
    assertThat(edge.stats(1).at("/releases/0/maintenance").asInt()).isEqualTo(1);
    edge.admin("POST", "/maintenance", "{\"on\":false}");
    assertThat(edge.get("/hello").body()).isEqualTo("blue");
  }

  @Test
  void describesItself() throws Exception {
    JsonNode state = edge.ask("/state");
    assertThat(state.get("active").asText()).isEqualTo("blue");
    assertThat(state.get("pid").asLong()).isEqualTo(edge.process().pid());
    assertThat(state.at("/listen/port").asInt()).isEqualTo(edge.port());
    assertThat(state.at("/slots/blue/port").asInt()).isEqualTo(blue.port());
    assertThat(state.at("/slots/green").isNull()).isTrue();
    assertThat(state.get("stopping").asBoolean()).isFalse();
  }
}

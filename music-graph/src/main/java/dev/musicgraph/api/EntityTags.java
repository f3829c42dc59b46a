package dev.musicgraph.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Entity tags (RFC 9110, 8.8.3) of single records, and what depends on them. */
@Component
final class EntityTags {
  private static final int DIGEST = 12;

  private final JsonMapper json;

  EntityTags(JsonMapper json) {
    this.json = json;
  }

  /**
   * The version, and a digest of all that is answered: a relation also goes with the genre at its
   * other end, which doesn't count as a change of this one.
   */
  String of(int version, Object record) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(record));
      return "\"" + version + "-" + HexFormat.of().formatHex(digest).substring(0, DIGEST) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * @param ifMatch the header, by which who changes something says what they saw
   * @throws ApiProblem 428 without it, 412 if it is about another state
   */
  static void require(@Nullable String ifMatch, String tag) {
    if (ifMatch == null || ifMatch.isBlank()) {
      throw new ApiProblem(
          HttpStatus.PRECONDITION_REQUIRED,
          "Say what you change: GET it, and send its ETag back as If-Match.",
          List.of());
    }
    boolean matches =
        ifMatch.strip().equals("*")
            || Arrays.stream(ifMatch.split(",")).map(String::strip).anyMatch(tag::equals);
    if (!matches) {
      throw stale();
    }
  }

  static ApiProblem stale() {
    return new ApiProblem(
        HttpStatus.PRECONDITION_FAILED,
        "It has been changed since you saw it. GET it again, and decide anew.",
        List.of());
  }
}

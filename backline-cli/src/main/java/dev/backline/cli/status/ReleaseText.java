package dev.backline.cli.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.backline.cli.session.JsonText;
import dev.backline.release.Candidate;
import dev.backline.release.Release;
import java.util.Locale;

/** How releases read, and their JSON. */
public final class ReleaseText {

  private static final int SHORT = 12;

  private ReleaseText() {}

  /** The first digits of a digest such as {@code sha256:…}. */
  public static String shortDigest(String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    return hex.substring(0, Math.min(SHORT, hex.length()));
  }

  public static ObjectNode json(Release release) {
    Candidate candidate = release.candidate();
    ObjectNode json = JsonText.object();
    json.put("app", candidate.app().value());
    json.put("environment", candidate.environment().value());
    json.put("number", release.number());
    json.put("label", release.label());
    json.put("version", release.version().map(Object::toString).orElse(null));
    json.put("commit", candidate.commit().value());
    json.put("digest", candidate.ref().digest());
    json.put("configuration", candidate.ref().configuration());
    json.put("state", release.state().name().toLowerCase(Locale.ROOT));
    json.put("slot", release.slot().map(Object::toString).orElse(null));
    json.put("at", release.deployedAt().toString());
    json.put("run", candidate.run().value());
    candidate.migrations().forEach(json.putArray("migrations")::add);
    return json;
  }
}

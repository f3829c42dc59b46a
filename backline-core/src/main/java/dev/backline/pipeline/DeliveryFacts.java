package dev.backline.pipeline;

import dev.backline.artifact.ArtifactDigest;
import dev.backline.artifact.ArtifactTag;
import dev.backline.edge.Route;
import dev.backline.edge.Target;
import dev.backline.journal.Fact;
import dev.backline.runtime.Slot;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the steps of a delivery tell one another through the journal. */
public final class DeliveryFacts {

  /** The commit whose artifact and configuration are delivered, 40 hexadecimal digits. */
  public static final Fact<String> COMMIT = Fact.text("commit");

  /** The hash of what the artifact is made of. */
  public static final Fact<String> INPUTS = Fact.text("inputs");

  /** The artifact's digest. */
  public static final Fact<String> DIGEST = Fact.text("digest");

  /** Whether the artifact was built before, from the same inputs. */
  public static final Fact<Boolean> REUSED = Fact.flag("reused");

  /** The release's version, or {@code dev-<commit>} where versions are not given. */
  public static final Fact<String> VERSION = Fact.text("version");

  /** The digest of the configuration the release runs with. */
  public static final Fact<String> CONFIGURATION = Fact.text("configuration");

  /** The slot that the release goes into. */
  public static final Fact<Slot> SLOT = new Fact<>("slot", Slot::labelled, Slot::label);

  /** Where requests went before; absent when nothing served. */
  public static final Fact<Route> ROUTE_BEFORE =
      new Fact<>("routeBefore", DeliveryFacts::readRoute, DeliveryFacts::writeRoute);

  /** The version that served before; absent when nothing did. */
  public static final Fact<String> VERSION_BEFORE = Fact.text("versionBefore");

  /** The run that made the release which served before; absent when nothing did. */
  public static final Fact<Long> RUN_BEFORE = Fact.number("runBefore");

  /** The last migration applied before, or {@code none}. */
  public static final Fact<String> SCHEMA_BEFORE = Fact.text("schemaBefore");

  /** How many migrations were pending before. */
  public static final Fact<Long> PENDING = Fact.number("pending");

  /** The last migration applied after, or {@code none}. */
  public static final Fact<String> SCHEMA_AFTER = Fact.text("schemaAfter");

  /** The migrations that the run applied, in their order. */
  public static final Fact<List<String>> MIGRATIONS =
      new Fact<>(
          "migrations",
          text -> text.isEmpty() ? List.of() : List.of(text.split(" ")),
          names -> String.join(" ", names));

  /**
   * Which artifact each tag named that this run moves, before it did; those that named none are
   * left out.
   */
  public static final Fact<Map<ArtifactTag, ArtifactDigest>> TAGS_BEFORE =
      new Fact<>("tagsBefore", DeliveryFacts::readTags, DeliveryFacts::writeTags);

  /** The run that made the release which a rollback goes back to. */
  public static final Fact<Long> TARGET_RUN = Fact.number("targetRun");

  /** The digest of the schema's catalogue before. */
  public static final Fact<String> FINGERPRINT_BEFORE = Fact.text("fingerprintBefore");

  /** Why the run must not go on before a person says so, as its rehearsal found. */
  public static final Fact<String> APPROVAL_REASON = Fact.text("approvalReason");

  /** The name of the backup that the run took. */
  public static final Fact<String> BACKUP = Fact.text("backup");

  /** How long restoring and comparing it took, in milliseconds. */
  public static final Fact<Long> RESTORE_MILLIS = Fact.number("restoreMillis");

  /** How far that backup was proven. */
  public static final Fact<String> BACKUP_STATE = Fact.text("backupState");

  /** The backup that a full rollback restores. */
  public static final Fact<String> RESTORED_BACKUP = Fact.text("restoredBackup");

  /** Epoch milliseconds that the databases of a switch are named after. */
  public static final Fact<Long> SWITCH_TIME = Fact.number("switchTime");

  /**
   * The last migration that was applied when the target of a rollback went live, or {@code none}.
   */
  public static final Fact<String> TARGET_SCHEMA = Fact.text("targetSchema");

  /** Whether the schema was taken back, so that the release that was left can't run on it. */
  public static final Fact<Boolean> SCHEMA_WENT_DOWN = Fact.flag("schemaWentDown");

  /** Epoch milliseconds at which requests were switched over. */
  public static final Fact<Long> SWITCHED_AT = Fact.number("switchedAt");

  /** Requests that the edge served while the run went on. */
  public static final Fact<Long> REQUESTS = Fact.number("requests");

  /** Those of them that failed. */
  public static final Fact<Long> FAILED_REQUESTS = Fact.number("failedRequests");

  /** How many images of old releases were deleted, each place counted. */
  public static final Fact<Long> IMAGES_DELETED = Fact.number("imagesDeleted");

  /** Whether it was told that a registry lets nobody delete images. */
  public static final Fact<Boolean> TOLD_OF_REGISTRY = Fact.flag("toldOfRegistry");

  private DeliveryFacts() {}

  private static String writeTags(Map<ArtifactTag, ArtifactDigest> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue().value())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Map<ArtifactTag, ArtifactDigest> readTags(String text) {
    return Pattern.compile(" ")
        .splitAsStream(text)
        .filter(tag -> !tag.isEmpty())
        .map(tag -> tag.split("=", 2))
        .collect(
            Collectors.toUnmodifiableMap(
                tag -> new ArtifactTag(tag[0]), tag -> new ArtifactDigest(tag[1])));
  }

  private static String writeRoute(Route route) {
    return String.join(
        " ",
        route.slot().label(),
        route.target().host(),
        Integer.toString(route.target().port()),
        route.release());
  }

  private static Route readRoute(String text) {
    String[] parts = text.split(" ", 4);
    return new Route(
        Slot.labelled(parts[0]), new Target(parts[1], Integer.parseInt(parts[2])), parts[3]);
  }
}

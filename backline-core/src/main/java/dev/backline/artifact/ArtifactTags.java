package dev.backline.artifact;

import dev.backline.config.AppName;
import dev.backline.failure.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Which artifact each tag names, in the state file. */
public final class ArtifactTags {

  private final DataSource state;
  private final InstantSource clock;

  public ArtifactTags(DataSource state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /**
   * Makes all the tags name the artifact, or none of them.
   *
   * @throws dev.backline.failure.BacklineException with {@code REFUSED} when one is a version that
   *     names another artifact
   */
  public void point(AppName app, Collection<ArtifactTag> tags, ArtifactDigest digest) {
    try (Connection connection = state.getConnection()) {
      connection.setAutoCommit(false);
      try {
        for (ArtifactTag tag : tags) {
          point(connection, app, tag, digest);
        }
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw ArtifactCatalogue.failed("tagging the artifact " + digest.abbreviated(), e);
    }
  }

  public Optional<ArtifactDigest> find(AppName app, ArtifactTag tag) {
    String sql = "SELECT digest FROM artifact_tag WHERE app = ? AND tag = ?";
    try (Connection connection = state.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, app.value());
      select.setString(2, tag.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(new ArtifactDigest(row.getString(1))) : Optional.empty();
      }
    } catch (SQLException e) {
      throw ArtifactCatalogue.failed("looking for the tag " + tag, e);
    }
  }

  /** All tags of the app, sorted by name. */
  public SequencedMap<String, ArtifactDigest> list(AppName app) {
    String sql = "SELECT tag, digest FROM artifact_tag WHERE app = ?";
    try (Connection connection = state.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, app.value());
      SequencedMap<String, ArtifactDigest> tags = new TreeMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tags.put(rows.getString(1), new ArtifactDigest(rows.getString(2)));
        }
      }
      return tags;
    } catch (SQLException e) {
      throw ArtifactCatalogue.failed("listing the tags of " + app, e);
    }
  }

  /**
   * Removes the tag if it names that artifact: for undoing {@link #point}. A version whose release
   * failed becomes free again by it.
   */
  public void remove(AppName app, ArtifactTag tag, ArtifactDigest digest) {
    String sql = "DELETE FROM artifact_tag WHERE app = ? AND tag = ? AND digest = ?";
    try (Connection connection = state.getConnection();
        PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, app.value());
      delete.setString(2, tag.value());
      delete.setString(3, digest.value());
      delete.executeUpdate();
    } catch (SQLException e) {
      throw ArtifactCatalogue.failed("removing the tag " + tag, e);
    }
  }

  /** Makes the tag name what it named before, if it names that artifact: also for undoing. */
  public void putBack(AppName app, ArtifactTag tag, ArtifactDigest digest, ArtifactDigest before) {
    String sql =
        "UPDATE artifact_tag SET digest = ?, set_at = ? WHERE app = ? AND tag = ? AND digest = ?";
    try (Connection connection = state.getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, before.value());
      update.setLong(2, clock.millis());
      update.setString(3, app.value());
      update.setString(4, tag.value());
      update.setString(5, digest.value());
      update.executeUpdate();
    } catch (SQLException e) {
      throw ArtifactCatalogue.failed("putting the tag " + tag + " back", e);
    }
  }

  private void point(Connection connection, AppName app, ArtifactTag tag, ArtifactDigest digest)
      throws SQLException {
    // One statement decides and writes, so that two at once can't both win.
    String sql =
        """
        INSERT INTO artifact_tag (app, tag, digest, is_version, set_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (app, tag) DO UPDATE
        SET digest = excluded.digest, set_at = excluded.set_at
        WHERE artifact_tag.is_version = 0 OR artifact_tag.digest = excluded.digest
        """;
    try (PreparedStatement upsert = connection.prepareStatement(sql)) {
      upsert.setString(1, app.value());
      upsert.setString(2, tag.value());
      upsert.setString(3, digest.value());
      upsert.setInt(4, tag.isVersion() ? 1 : 0);
      upsert.setLong(5, clock.millis());
      if (upsert.executeUpdate() == 0) {
        throw Failure.refused(
                "tagging the artifact " + digest.abbreviated() + " as " + tag,
                tag + " names another artifact, and a version never changes",
                "release under a higher version")
            .toException();
      }
    }
  }
}

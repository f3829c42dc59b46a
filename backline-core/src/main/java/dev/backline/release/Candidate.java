package dev.backline.release;

import dev.backline.config.AppName;
import dev.backline.config.EnvironmentName;
import dev.backline.journal.RunId;
import dev.backline.runtime.ReleaseRef;
import dev.backline.source.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * A release that a deployment makes or tries to make.
 *
 * @param version empty in environments whose releases get none
 * @param ref its artifact, its label and what it runs with
 * @param migrations the names of those that this deployment applied, in their order
 * @param schemaFingerprint of the database after them; empty without a database
 * @param run the deployment; makes one release at most
 */
public record Candidate(
    AppName app,
    EnvironmentName environment,
    Optional<Version> version,
    ReleaseRef ref,
    CommitId commit,
    List<String> migrations,
    Optional<String> schemaFingerprint,
    RunId run) {

  public Candidate {
    migrations = List.copyOf(migrations);
  }
}

package dev.backline.pipeline;

/** The names of the parameters that runs are asked for with. */
public final class RunParameters {

  /** Of a deployment: the commit, 40 hexadecimal digits. */
  public static final String COMMIT = "commit";

  /**
   * Of a promotion: the version wanted. Of a rollback: the version to go back to. Both may be left
   * out.
   */
  public static final String VERSION = "version";

  /**
   * Of a rollback: {@code app}, {@code migration} or {@code full}; {@code migration} if left out.
   */
  public static final String WAY = "way";

  /** Of a migration: {@code up} or {@code down}. */
  public static final String DIRECTION = "direction";

  /** Of a migration down: the last one that stays applied, or {@code none}. */
  public static final String TO = "to";

  /** Of a maintenance: {@code on} or {@code off}. */
  public static final String MAINTENANCE = "maintenance";

  private RunParameters() {}
}

package dev.backline.backup;

/** How far a switch has come, as the server's catalogue shows. */
public enum SwitchState {
  /** The live database is live and open, the restored one is beside it. */
  NOT_STARTED,
  /** The live database is closed to everybody: finish or revert. */
  FENCED,
  /** The restored database is the live one, the old one is kept under its new name. */
  SWITCHED,
  /** There is no restored database, and nothing was switched. */
  NOTHING_TO_SWITCH,
  /** None of these: somebody else has renamed or deleted databases. */
  UNKNOWN
}

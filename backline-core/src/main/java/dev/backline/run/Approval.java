package dev.backline.run;

/**
 * That a person let a waiting run go on.
 *
 * @param by who, for people
 * @param because why; empty if they did not say
 */
public record Approval(String by, String because) {

  @Override
  public String toString() {
    return because.isEmpty() ? by : by + ": " + because;
  }
}

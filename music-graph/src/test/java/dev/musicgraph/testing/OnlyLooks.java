package dev.musicgraph.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Uses the {@link TestApp} beside tests that change it: changes nothing itself, and asks only for
 * what those leave alone. So no count of anything that they add to.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = OnlyLooks.UNDISTURBED, mode = ResourceAccessMode.READ)
public @interface OnlyLooks {

  /**
   * The lock of those that take away what others look at: the app, its administrators, sessions.
   */
  String UNDISTURBED = "nobody disturbs those that look";
}

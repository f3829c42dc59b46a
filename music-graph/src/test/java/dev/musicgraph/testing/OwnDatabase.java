package dev.musicgraph.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Each test method makes a database for itself and shares nothing with others, not even with those
 * of its class: all of them run beside each other, and beside those that change the {@link TestApp}
 * one after the other. So no database in a static field.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
public @interface OwnDatabase {}

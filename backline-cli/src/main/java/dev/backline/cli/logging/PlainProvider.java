package dev.backline.cli.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Logback with {@link PlainLogging}, put together without looking for either: SLF4J and Logback
 * would open every jar of the class path for that. The launcher names it ({@code slf4j.provider});
 * where it doesn't, they find Logback and PlainLogging by themselves.
 */
public final class PlainProvider implements SLF4JServiceProvider {

  private final LoggerContext context = new LoggerContext();
  private final IMarkerFactory markers = new BasicMarkerFactory();

  @Override
  public void initialize() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    new PlainLogging().configure(context);
    context.start();
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return context;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context.getMDCAdapter();
  }

  /** The newest version of SLF4J's interface that this knows, as its own providers tell it. */
  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }
}

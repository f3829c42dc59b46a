package dev.backline.cli.app;

import dev.backline.config.EnvironmentName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an environment's name. */
public final class EnvironmentText implements ITypeConverter<EnvironmentName> {

  @Override
  public EnvironmentName convert(String value) {
    try {
      return new EnvironmentName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}

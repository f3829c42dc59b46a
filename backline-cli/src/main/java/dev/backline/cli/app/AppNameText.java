package dev.backline.cli.app;

import dev.backline.config.AppName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an app's name. */
public final class AppNameText implements ITypeConverter<AppName> {

  @Override
  public AppName convert(String value) {
    try {
      return new AppName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
